import {
  asBoolean,
  IfGiven,
  IsAmount,
  IsCalendarDate,
  IsCurrency,
  IsNames,
  IsPercent,
  ListQuery,
} from '@clientele/http';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCatalogueId } from '../categories/catalogue-id.bodies';
import { APPLIES_TO, type AppliesTo, COMBINABLE, type Combinable } from './voucher-rule.domain';

const MOST = 1_000_000_000;
/** Three to 64 letters, digits, hyphens and underscores; case does not matter. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{2,63}$/;

const IsCode = (): PropertyDecorator =>
  Matches(CODE, { message: 'code must be 3 to 64 letters, digits, hyphens or underscores' });

/** Money, with or without tax. */
export class TaxedAmountBody {
  /**
   * More than zero.
   * @example "10.00"
   */
  @IsAmount()
  @Matches(/[1-9]/, { message: 'amount must be more than zero' })
  readonly amount: string;

  /**
   * ISO 4217; carts in other currencies cannot use the voucher.
   * @example "EUR"
   */
  @IsCurrency()
  readonly currency: string;

  /** Whether it is meant with tax. */
  @IsBoolean()
  readonly taxIncluded: boolean = true;
}

/** Products, by themselves or by a category they are in, of which so many together have to be in the cart. */
export class ProductConditionBody {
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @IsCatalogueId({ each: true })
  readonly productIds: string[] = [];

  /** Categories that products are in, whether by default or not; not those below. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @IsCatalogueId({ each: true })
  readonly categoryIds: string[] = [];

  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly minimumQuantity: number = 1;
}

export class VoucherBody {
  @IsNames()
  readonly name: Record<string, string>;

  /** For employees. */
  @IsString()
  @MaxLength(4_000)
  readonly description: string = '';

  /**
   * What brings it into a cart, if it has one code for everybody. Codes for one use each are made by `POST …/codes`.
   * @example "WELCOME10"
   */
  @IsOptional()
  @IsCode()
  readonly code?: string | null;

  /** Whether it comes into every cart that it applies to by itself. */
  @IsBoolean()
  readonly automatic: boolean = false;

  @IsBoolean()
  readonly active: boolean = true;

  /** Whether `GET /v1/vouchers/mine` shows it to those who can use it. */
  @IsBoolean()
  readonly highlighted: boolean = false;

  /** The highest works first, and stays where two cannot be used together. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly priority: number = 0;

  /** First day, in the shop's time zone; null: from now on. */
  @IsOptional()
  @IsCalendarDate()
  readonly startsOn?: string | null;

  /** Last day, which still counts in full in the shop's time zone; null: without end. */
  @IsOptional()
  @IsCalendarDate()
  readonly endsOn?: string | null;

  /** In how many orders it can be used; null: in any number. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly quantity?: number | null;

  /** In how many by one customer, or by guests of one e-mail address; null: in any number. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly quantityPerCustomer?: number | null;

  /** Who alone can use it. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string | null;

  /** Only who is in one of these groups. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly groupIds: string[] = [];

  /** Only who is in one of these segments. */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly segmentIds: string[] = [];

  /** What the products of the cart have to come to, gifts aside, before vouchers. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TaxedAmountBody)
  readonly minimum?: TaxedAmountBody | null;

  /** What has to be in the cart: all of these. With `appliesTo=chosen` also what something is taken off. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ProductConditionBody)
  readonly products: ProductConditionBody[] = [];

  /** Whether it leaves alone what a group or category gives a discount on. */
  @IsBoolean()
  readonly excludeDiscounted: boolean = false;

  /** With which others it can be used: all, none, or those of the list. Both have to allow it. */
  @IsIn(COMBINABLE)
  readonly combinable: Combinable = 'all';

  /** The list, where `combinable` is `list`. */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly combinableWith: string[] = [];

  /** What a percentage or amount is taken off: all products, the chosen ones, or one of the cheapest. */
  @IsIn(APPLIES_TO)
  readonly appliesTo: AppliesTo = 'order';

  /**
   * Per cent; or else `amount`.
   * @example "10"
   */
  @IsOptional()
  @IsPercent()
  @Matches(/[1-9]/, { message: 'percent must be more than zero' })
  readonly percent?: string | null;

  /** At most what it is taken off. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => TaxedAmountBody)
  readonly amount?: TaxedAmountBody | null;

  /** Whether shipping costs nothing. */
  @IsBoolean()
  readonly freeShipping: boolean = false;

  /** A product of which one costs nothing, once it is in the cart. */
  @IsOptional()
  @IsCatalogueId()
  readonly giftProductId?: string | null;

  /** Whether what an order leaves of the amount becomes a voucher of the customer. */
  @IsBoolean()
  readonly keepRest: boolean = false;
}

export class SwitchVoucherBody {
  /** Whether it works; switched off, it leaves the carts that it is in. */
  @IfGiven()
  @IsBoolean()
  readonly active?: boolean;

  /** Whether `GET /v1/vouchers/mine` shows it. */
  @IfGiven()
  @IsBoolean()
  readonly highlighted?: boolean;
}

export class ListVouchersQuery extends ListQuery {
  /** Only the voucher that has this code; case does not matter. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly code?: string;

  /** Part of a name, in any language. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly q?: string;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly active?: boolean;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly automatic?: boolean;

  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly highlighted?: boolean;

  /** Only personal ones of this customer. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** Only those for this group. */
  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  /** Only those for this segment. */
  @IsOptional()
  @IsUUID()
  readonly segmentId?: string;

  /** Only those that this customer can use by now, its own and those for everybody. */
  @IsOptional()
  @IsUUID()
  readonly usableBy?: string;
}
