import { IsOwnValues } from '@clientele/forms';
import { asBoolean, IdParam, IsAmount, IsCurrency, IsInstant, ListQuery, IfGiven } from '@clientele/http';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumberString,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import { IsCatalogueId } from '../categories/catalogue-id.bodies';
import { CART_STATES, type CartState } from './cart-state.domain';

export class CreateCartBody {
  /** Currency of all lines (ISO 4217); unless given, that of the first product. */
  @IsOptional()
  @IsCurrency()
  readonly currency?: string;

  /** Own fields that the form `cart` asks for. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;
}

export class FillCartBody {
  /** Own fields to change; null takes one away. */
  @IsOwnValues()
  readonly custom: Record<string, string | number | null>;
}

export class AddLineBody {
  /**
   * Product to add, as the storefront knows it.
   * @example "oolong-50"
   */
  @IsCatalogueId()
  readonly productId: string;

  /**
   * How many, 1 to 1 000 000. Added to a line that is already there.
   * @example 2
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly quantity: number;
}

export class ChangeLineBody {
  /**
   * How many from now on, 1 to 1 000 000.
   * @example 3
   */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly quantity: number;
}

export class ClaimCartBody {
  /** The access token of the visitor who filled the cart before logging in. */
  @IsString()
  @Length(1, 4_000)
  readonly visitorToken: string;

  /** A cart of the customer to add the lines to, quantities adding up; without it the cart itself changes hands. */
  @IsOptional()
  @IsUUID()
  readonly intoCartId?: string;
}

export class DeleteCartsBody {
  /**
   * Up to 200 carts.
   * @example ["0198c0de-0000-7000-8000-000000000020"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly ids: string[];
}

export class CartLineParam extends IdParam {
  /** Id of the line. */
  @IsUUID()
  readonly lineId: string;
}

export class ListCartsQuery extends ListQuery {
  /** What people quote. */
  @IsOptional()
  @IsNumberString({ no_symbols: true })
  @Length(1, 18)
  readonly number?: string;

  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only those of this one of the shops that share customers. */
  @IsOptional()
  @IsUUID()
  readonly atShopId?: string;

  /** Only carts of customers, or only those of visitors. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly hasCustomer?: boolean;

  @IsOptional()
  @IsIn(CART_STATES)
  readonly state?: CartState;

  /** Whether to tell what is in them. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly contents?: boolean;

  /** Worth this much or more, tax included. */
  @IsOptional()
  @IsAmount()
  readonly totalFrom?: string;

  /** Worth less, tax included. */
  @IsOptional()
  @IsAmount()
  readonly totalTo?: string;

  /** Used at this instant or later. */
  @IsOptional()
  @IsInstant()
  readonly updatedFrom?: string;

  /** Used before this instant. */
  @IsOptional()
  @IsInstant()
  readonly updatedTo?: string;
}
