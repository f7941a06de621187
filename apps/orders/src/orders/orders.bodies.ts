import { IsOwnValues } from '@clientele/forms';
import { IsInstant, ListQuery, IfGiven } from '@clientele/http';
import { IsOptional, IsString, IsUUID, Length } from 'class-validator';

export class PlaceOrderBody {
  /** Cart to order. */
  @IsUUID()
  readonly cartId: string;

  /** Own fields that the form `order` asks for. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;
}

export class ListOrdersQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only those of this one of the shops that share customers. */
  @IsOptional()
  @IsUUID()
  readonly atShopId?: string;

  /** Code of a state. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly state?: string;

  /** The nine letters that people quote; case, spaces and hyphens do not matter. */
  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly reference?: string;

  /** Placed at this instant or later. */
  @IsOptional()
  @IsInstant()
  readonly placedFrom?: string;

  /** Placed before this instant. */
  @IsOptional()
  @IsInstant()
  readonly placedTo?: string;
}
