import { type PriceDisplay, shopAt } from '@clientele/contracts';
import { type Database, statement } from '@clientele/database';
import type { Totals } from '../carts/cart-price.domain';
import { CartNotFound } from '../carts/carts.problems';
import type { CartRow } from '../carts/carts.queries';
import type { CartView } from '../carts/carts.views';
import type { VoucherUse } from '../vouchers/cart-discount.domain';
import { ORDER_LINES } from './order-row.queries';
import { type OrderLineRow, toOrderLineView } from './order-view.domain';

const byCart = statement<{
  id: string;
  currency: string;
  groupId: string;
  priceDisplay: PriceDisplay | null;
  totals: Totals;
  vouchers: VoucherUse[];
  lines: OrderLineRow[];
}>(
  'orders-by-cart',
  `SELECT o.id, o.currency, o.group_id AS "groupId", g.price_display AS "priceDisplay", o.totals, o.vouchers, ${ORDER_LINES} AS lines
   FROM orders o LEFT JOIN known_groups g ON g.id = o.group_id WHERE o.cart_id = $1`,
);

/** A cart that was ordered, as it was ordered. */
export async function orderedCart(db: Database, cart: CartRow): Promise<CartView> {
  const order = await byCart.first(db, [cart.id]);
  if (!order) throw new CartNotFound();
  return {
    id: cart.id,
    number: cart.number,
    state: cart.state,
    orderId: order.id,
    atShopId: shopAt(cart),
    customerId: cart.customerId,
    visitorId: cart.visitorId,
    contactId: cart.contactId,
    custom: cart.custom,
    currency: order.currency,
    group: { id: order.groupId, priceDisplay: order.priceDisplay ?? 'tax-included' },
    lines: order.lines.map((line) => {
      const { categoryIds: _, ...view } = toOrderLineView(line, order.currency);
      return { ...view, available: true };
    }),
    totals: order.totals,
    changes: [],
    vouchers: order.vouchers,
    voucherChanges: [],
    createdAt: cart.createdAt,
    updatedAt: cart.updatedAt,
    version: cart.version,
  };
}
