import { ApiProperty } from '@nestjs/swagger';
import { TotalsView } from '../carts/carts.views';
import { DiscountView, MoneyPairView } from '../prices/prices.views';
import { UsedVoucherView } from '../vouchers/cart-vouchers.views';

export class OrderLineView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  productId: string;
  sku: string;
  name: string;
  /** Default category first. */
  categoryIds: string[];
  quantity: number;
  /** Price of the catalogue, tax excluded. */
  basePrice: string;
  /** Discount taken off, up to six decimals. */
  unitPrice: MoneyPairView;
  discount: DiscountView;
  /** Per cent. */
  taxRate: string;
  /** Of the whole line. */
  total: MoneyPairView;
  /** The tax in the total. */
  tax: string;
}

/** An order, everything as it was when it was placed but its state and payments. */
export class OrderView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Nine letters that people quote. */
  reference: string;
  /** Of the shops that share customers, the one where it was placed. */
  @ApiProperty({ format: 'uuid' })
  atShopId: string;
  /** Code of its state. */
  state: string;
  @ApiProperty({ format: 'uuid' })
  cartId: string;
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  /** The contact who ordered; null: a guest did. */
  @ApiProperty({ format: 'uuid', nullable: true })
  contactId: string | null;
  /** The contact's profile. */
  @ApiProperty({ format: 'uuid', nullable: true })
  profileId: string | null;
  /** The group whose prices applied. */
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** ISO 4217. */
  currency: string;
  /** Own fields of the shop's form. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  custom: Record<string, string | number>;
  lines: OrderLineView[];
  /** Vouchers that were used, with what each took off; their sum stands in the totals. */
  vouchers: UsedVoucherView[];
  totals: TotalsView;
  /** Sum of the payments. */
  paid: string;
  /** Sum of its refunds. */
  refunded: string;
  /** What is left to pay. */
  open: string;
  @ApiProperty({ format: 'date-time' })
  placedAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

/** An order in a list. */
export class OrderSummaryView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Of the shops that share customers, the one where it was placed. */
  @ApiProperty({ format: 'uuid' })
  atShopId: string;
  reference: string;
  state: string;
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  @ApiProperty({ format: 'uuid', nullable: true })
  contactId: string | null;
  currency: string;
  total: MoneyPairView;
  @ApiProperty({ format: 'date-time' })
  placedAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
}

export class OrdersPageView {
  items: OrderSummaryView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

export class OrderActorView {
  kind: string;
  id: string;
}

/** How an order came into a state. */
export class OrderStateChangeView {
  /** Null for the first. */
  from: string | null;
  to: string;
  /** Kind and id of who did it. */
  actor: OrderActorView;
  reason: string;
  @ApiProperty({ format: 'date-time' })
  changedAt: string;
}

export class OrderHistoryView {
  /** The oldest first. */
  items: OrderStateChangeView[];
}
