import { ApiProperty } from '@nestjs/swagger';
import { APPLIES_TO, type AppliesTo, COMBINABLE, type Combinable } from './voucher-rule.domain';

/** Money, with or without tax. */
export class TaxedAmountView {
  amount: string;
  /** ISO 4217. */
  currency: string;
  taxIncluded: boolean;
}

/** Products of which so many together have to be in the cart. */
export class ProductConditionView {
  productIds: string[];
  categoryIds: string[];
  minimumQuantity: number;
}

/** A voucher: what is taken off a cart, and for whom, when and on what conditions. */
export class VoucherView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  description: string;
  /** The one for everybody; null: it has none. */
  code: string | null;
  automatic: boolean;
  active: boolean;
  highlighted: boolean;
  priority: number;
  @ApiProperty({ format: 'date', nullable: true })
  startsOn: string | null;
  /** Last day, in the shop's time zone. */
  @ApiProperty({ format: 'date', nullable: true })
  endsOn: string | null;
  quantity: number | null;
  quantityPerCustomer: number | null;
  /** In how many orders it was used that were not cancelled. */
  used: number;
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  groupIds: string[];
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  segmentIds: string[];
  @ApiProperty({ type: TaxedAmountView, nullable: true })
  minimum: TaxedAmountView | null;
  products: ProductConditionView[];
  excludeDiscounted: boolean;
  @ApiProperty({ enum: COMBINABLE })
  combinable: Combinable;
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  combinableWith: string[];
  @ApiProperty({ enum: APPLIES_TO })
  appliesTo: AppliesTo;
  percent: string | null;
  @ApiProperty({ type: TaxedAmountView, nullable: true })
  amount: TaxedAmountView | null;
  freeShipping: boolean;
  giftProductId: string | null;
  keepRest: boolean;
  /** The order that left it of another voucher. */
  @ApiProperty({ format: 'uuid', nullable: true })
  restOfOrderId: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

/** A voucher as its customer sees it. */
export class MyVoucherView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** What brings it into a cart; null: it comes by itself. */
  code: string | null;
  automatic: boolean;
  percent: string | null;
  @ApiProperty({ type: TaxedAmountView, nullable: true })
  amount: TaxedAmountView | null;
  freeShipping: boolean;
  giftProductId: string | null;
  /** Last day, in the shop's time zone. */
  @ApiProperty({ format: 'date', nullable: true })
  endsOn: string | null;
  /** What the products of the cart have to come to. */
  @ApiProperty({ type: TaxedAmountView, nullable: true })
  minimum: TaxedAmountView | null;
  /** Whether nobody else can use it. */
  personal: boolean;
}

export class MyVouchersView {
  items: MyVoucherView[];
}

export class VouchersPageView {
  items: VoucherView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
