import { ApiProperty } from '@nestjs/swagger';
import { DiscountView, MoneyPairView, PricingGroupView } from '../prices/prices.views';
import { UsedVoucherView, VoucherChangeView } from '../vouchers/cart-vouchers.views';
import { CART_OUTCOMES, type CartOutcome } from './cart-deletion.domain';
import { CART_STATES, type CartState } from './cart-state.domain';

/** What a cart or an order costs. */
export class TotalsView {
  /** All lines, after the discounts of group and category. */
  products: MoneyPairView;
  /** What vouchers take off. */
  discounts: MoneyPairView;
  shipping: MoneyPairView;
  wrapping: MoneyPairView;
  /** The tax in the total. */
  tax: string;
  total: MoneyPairView;
}

export class CartLineView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  productId: string;
  sku: string;
  name: string;
  quantity: number;
  /** Whether the product can be bought; if not, the line has no price, does not count and must go before ordering. */
  available: boolean;
  /** Price of the catalogue, tax excluded. */
  basePrice?: string;
  /** Discount taken off, up to six decimals. */
  unitPrice?: MoneyPairView;
  /** The unit price to show to people. */
  displayedPrice?: string;
  discount?: DiscountView;
  /** Per cent. */
  taxRate?: string;
  /** Of the whole line. */
  total?: MoneyPairView;
  /** The tax in the total. */
  tax?: string;
}

/** A unit price that is another than the cart showed last. */
export class PriceChangeView {
  @ApiProperty({ format: 'uuid' })
  lineId: string;
  productId: string;
  old: MoneyPairView;
  new: MoneyPairView;
}

export class CartView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** What people quote. */
  number: string;
  /** What is abandoned or lost is active again when it is used. */
  @ApiProperty({ enum: CART_STATES })
  state: CartState;
  /** The order that it became. */
  @ApiProperty({ format: 'uuid', nullable: true })
  orderId: string | null;
  /** Of the shops that share customers, the one where it was made. */
  @ApiProperty({ format: 'uuid' })
  atShopId: string;
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ format: 'uuid', nullable: true })
  visitorId: string | null;
  /** The contact who acted last. */
  @ApiProperty({ format: 'uuid', nullable: true })
  contactId: string | null;
  /** Own fields of the shop's form. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  /** ISO 4217; null until the first line decides. */
  currency: string | null;
  group: PricingGroupView;
  lines: CartLineView[];
  totals: TotalsView;
  /** What costs more or less than the cart showed last. */
  changes: PriceChangeView[];
  /** Vouchers in the order in which they work. */
  vouchers: UsedVoucherView[];
  /** Vouchers that came, that take off another amount than the cart showed last, or that left it, and why. */
  voucherChanges: VoucherChangeView[];
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

/** A product in a cart of a list. */
export class CartProductView {
  productId: string;
  sku: string;
  name: string;
  quantity: number;
}

/** A cart in a list, as of its last change. */
export class CartSummaryView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  number: string;
  /** Of the shops that share customers, the one where it was made. */
  @ApiProperty({ format: 'uuid' })
  atShopId: string;
  /** What is abandoned or lost is active again when it is used. */
  @ApiProperty({ enum: CART_STATES })
  state: CartState;
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ format: 'uuid', nullable: true })
  visitorId: string | null;
  @ApiProperty({ format: 'uuid', nullable: true })
  contactId: string | null;
  currency: string | null;
  /** How many lines. */
  lines: number;
  total: MoneyPairView;
  /** The first twenty products in it, if asked for by `contents=true`. */
  contents?: CartProductView[];
  /** When it was found abandoned last. */
  @ApiProperty({ format: 'date-time', nullable: true })
  abandonedAt: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** When it was used last. */
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
}

export class CartsPageView {
  items: CartSummaryView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

export class CartOutcomeView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: CART_OUTCOMES })
  outcome: CartOutcome;
}

/** What became of each cart, in the order asked. */
export class CartOutcomesView {
  items: CartOutcomeView[];
}
