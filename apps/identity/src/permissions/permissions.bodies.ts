import type { ShopPermission } from '@clientele/contracts';
import { IsNames } from '@clientele/http';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { isShopCode } from './grant.domain';

const IsShopCode = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'string', pattern: '^x:[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 }),
    ValidateBy({
      name: 'isShopCode',
      validator: {
        validate: (value) => typeof value === 'string' && isShopCode(value),
        defaultMessage: (context) =>
          `${context?.property ?? 'value'} must be x: and words of small letters, and not end in -own or -all`,
      },
    }),
  );

export class PermissionParam {
  /**
   * Code of a permission that the shop has defined.
   * @example "x:approve-orders"
   */
  @IsShopCode()
  readonly code: ShopPermission;
}

export class RenamePermissionBody {
  /**
   * Name per language (BCP 47).
   * @example { "en": "Approve orders" }
   */
  @IsNames()
  readonly name: Record<string, string>;
}

export class DefinePermissionBody extends RenamePermissionBody {
  /**
   * What tokens say, in the namespace `x:`; with `-all` at its end besides, where it reaches all of the customer.
   * @example "x:approve-orders"
   */
  @IsShopCode()
  readonly code: ShopPermission;
}
