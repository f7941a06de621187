import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumberString,
  IsOptional,
  IsString,
  IsUUID,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { defineEvent } from '../event';
import { isCurrency } from '../money';

// What the API accepts as a currency must be one here too, or consumers would refuse the event.
const IsCurrency = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCurrency',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isCurrency(value),
      defaultMessage: (context) => `${context?.property ?? 'value'} must be a currency, such as EUR`,
    },
  });

/** A cart as it is now, short: enough for a live list. */
export class CartChanged {
  @IsUUID() cartId: string;
  @IsOptional() @IsUUID() customerId?: string;
  @IsOptional() @IsUUID() visitorId?: string;
  /** Of the shops that share customers, the one where it was made; absent: the main one. */
  @IsOptional() @IsUUID() atShopId?: string;
  /** The contact who acted last. */
  @IsOptional() @IsUUID() contactId?: string;
  @IsOptional() @IsCurrency() currency?: string;
  @IsInt() @Min(0) lines: number;
  /** Tax included. */
  @IsNumberString() total: string;
}

const exampleCart: CartChanged = {
  cartId: '0198c0de-0000-7000-8000-000000000020',
  customerId: '0198c0de-0000-7000-8000-000000000001',
  currency: 'EUR',
  lines: 2,
  total: '47.55',
};

/** A line of a cart was added, changed or removed; none is left when the cart is deleted. Aggregate: the cart. */
export const cartChanged = defineEvent('orders.cart.changed.v1', CartChanged, exampleCart);

/** A cart that nobody uses any more, though something is in it. */
export class CartLeft extends CartChanged {
  /** When it was changed last. */
  @IsISO8601() lastUsedAt: string;
  /** When it was found abandoned. */
  @IsISO8601() abandonedAt: string;
}

const exampleLeftCart: CartLeft = {
  ...exampleCart,
  lastUsedAt: '2026-11-21T10:05:00.000Z',
  abandonedAt: '2026-11-22T10:05:00.000Z',
};

/** A cart with something in it was not used for as long as the shop waits. Published once each time. Aggregate: the cart. */
export const cartAbandoned = defineEvent(
  'orders.cart.abandoned.v1',
  class CartAbandoned extends CartLeft {},
  exampleLeftCart,
);

/** An abandoned cart was not used for so long that nobody expects it to be. Published once each time. Aggregate: the cart. */
export const cartLost = defineEvent(
  'orders.cart.lost.v1',
  class CartLost extends CartLeft {},
  exampleLeftCart,
);

/** A cart that was abandoned, or lost even, and is used again: with what is in it now. */
export class CartRecovered extends CartChanged {
  /** When it was found abandoned. */
  @IsISO8601() abandonedAt: string;
  /** The order that it became at once. */
  @IsOptional() @IsUUID() orderId?: string;
}

/** Somebody came back to an abandoned cart. Published once for each time it was abandoned. Aggregate: the cart. */
export const cartRecovered = defineEvent('orders.cart.recovered.v1', CartRecovered, {
  ...exampleCart,
  abandonedAt: '2026-11-22T10:05:00.000Z',
});

/** What was bought. */
export class OrderLineFact {
  @IsUUID() lineId: string;
  @IsString() productId: string;
  /** Default category first, then the others. */
  @IsArray() @IsString({ each: true }) categoryIds: string[];
  /** Null: the product has none. Absent: told by an older version, and the first of `categoryIds`. */
  @IsOptional() @IsString() defaultCategoryId?: string | null;
  @IsInt() @Min(1) quantity: number;
  /** Tax included, of the whole line. */
  @IsNumberString() total: string;
}

/** An order with what consumers act on. */
export class OrderFacts {
  @IsUUID() orderId: string;
  @IsString() reference: string;
  @IsUUID() customerId: string;
  /** Of the shops that share customers, the one where it was placed; absent: the main one. */
  @IsOptional() @IsUUID() atShopId?: string;
  /** The contact who ordered. */
  @IsOptional() @IsUUID() contactId?: string;
  /** The cart that became the order. */
  @IsOptional() @IsUUID() cartId?: string;
  /** The group whose prices applied. */
  @IsOptional() @IsUUID() groupId?: string;
  @IsCurrency() currency: string;
  /** Tax included. */
  @IsNumberString() total: string;
  @IsNumberString() totalTaxExcluded: string;
  @IsISO8601() placedAt: string;
  /** Vouchers that were used for it. */
  @IsOptional() @IsUUID('all', { each: true }) voucherIds?: string[];
  @IsArray()
  @ArrayMaxSize(10_000)
  @ValidateNested({ each: true })
  @Type(() => OrderLineFact)
  lines: OrderLineFact[];
}

const example: OrderFacts = {
  orderId: '0198c0de-0000-7000-8000-000000000030',
  reference: 'KPTWXZCHM',
  customerId: '0198c0de-0000-7000-8000-000000000001',
  contactId: '0198c0de-0000-7000-8000-000000000002',
  currency: 'EUR',
  total: '47.55',
  totalTaxExcluded: '39.62',
  placedAt: '2026-11-22T10:05:00.000Z',
  lines: [
    {
      lineId: '0198c0de-0000-7000-8000-000000000031',
      productId: 'oolong-50',
      categoryIds: ['tea'],
      defaultCategoryId: 'tea',
      quantity: 2,
      total: '47.55',
    },
  ],
};

/** A cart became an order. Aggregate: the order. */
export const orderPlaced = defineEvent(
  'orders.order.placed.v1',
  class OrderPlaced extends OrderFacts {},
  example,
);

/** The payments of an order cover its total. Published once per order, never for free ones. Aggregate: the order. */
export const paymentAccepted = defineEvent(
  'orders.order.payment-accepted.v1',
  class PaymentAccepted extends OrderFacts {},
  example,
);

/** An order was cancelled, paid or not. Published once per order. Aggregate: the order. */
export const orderCancelled = defineEvent(
  'orders.order.cancelled.v1',
  class OrderCancelled extends OrderFacts {},
  example,
);

/** Money went back for an order. */
export class PaymentRefunded extends OrderFacts {
  /** How much. */
  @IsNumberString() amount: string;
  /** Sum of the order's refunds so far. */
  @IsNumberString() refunded: string;
  /** Whether all that was paid is back. */
  @IsBoolean() isFull: boolean;
  /** Lines that went back with the money. */
  @IsArray() @ArrayMaxSize(1_000) @IsUUID('all', { each: true }) refundedLineIds: string[];
}

/** Money went back for an order. Published once per refund. Aggregate: the order. */
export const paymentRefunded = defineEvent('orders.payment.refunded.v1', PaymentRefunded, {
  ...example,
  amount: '20.00',
  refunded: '20.00',
  isFull: false,
  refundedLineIds: ['0198c0de-0000-7000-8000-000000000031'],
});

/** An order with nothing to pay is complete. Aggregate: the order. */
export const orderCompletedFree = defineEvent(
  'orders.order.completed-free.v1',
  class OrderCompletedFree extends OrderFacts {},
  { ...example, total: '0.00', totalTaxExcluded: '0.00' },
);

/** A projection in orders is to be built anew. */
export class OrdersProjectionRebuild {
  /** Name of the projection. */
  @IsIn(['groups', 'memberships', 'segments', 'forms'])
  projection: 'groups' | 'memberships' | 'segments' | 'forms';
}

/** Asks the owners of the facts behind a projection to publish them again. Aggregate: the projection. */
export const ordersProjectionRebuildRequested = defineEvent(
  'orders.projection.rebuild-requested.v1',
  OrdersProjectionRebuild,
  { projection: 'memberships' },
);
