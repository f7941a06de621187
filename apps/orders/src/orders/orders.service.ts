import { CustomerNotChosen, PermissionMissing } from '@clientele/auth';
import { Clock } from '@clientele/config';
import {
  actorOf,
  type DomainEvent,
  newId,
  orderCompletedFree,
  orderPlaced,
  type Principal,
} from '@clientele/contracts';
import { atCommit, type Tx, violates } from '@clientele/database';
import type { Once } from '@clientele/http';
import { mergeOwnValues } from '@clientele/forms';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { AccessRevoked } from '../access/access.problems';
import { CheckoutOver } from '../checkouts/checkouts.problems';
import { requireCheckout } from '../checkouts/checkouts.queries';
import { requireOpen } from '../carts/cart-access.domain';
import { requireFilled } from '../forms/forms.queries';
import { requirePrices } from '../prices/price-access.domain';
import { priceCart } from '../carts/cart-price.domain';
import { recoveryOf } from '../carts/cart-events';
import { isLeft } from '../carts/cart-state.domain';
import { type CartRow, lockCartToOrder } from '../carts/carts.queries';
import { CartsService } from '../carts/carts.service';
import { CartVouchers } from '../vouchers/cart-vouchers.service';
import { isVoucherTaken, useVouchers } from '../vouchers/voucher-uses.queries';
import { fillOrder, insertOrder } from './order-placing.queries';
import { factsOf, type OrderRow, toOrderView } from './order-view.domain';
import { type Buyer, isFree, newReference, orderOf, requireOrderable } from './order.domain';
import type { PlaceOrderBody } from './orders.bodies';
import { PriceChanged } from './orders.problems';
import type { OrderView } from './orders.views';

/** How often it is tried; that so many references are taken, or vouchers used up by others, does not happen. */
const ATTEMPTS = 10;

/** Places orders. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly carts: CartsService,
    private readonly vouchers: CartVouchers,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The cart becomes an order at the prices it showed last, or else shows the new ones from now on. */
  async place(once: Once, caller: Principal, { cartId, custom }: PlaceOrderBody): Promise<OrderView> {
    const buyer = buyerOf(caller);
    for (let attempt = 1; ; attempt++) {
      try {
        return await once((tx) => this.order(tx, caller, buyer, { cartId, custom }));
      } catch (error) {
        if (isTaken(error) && attempt < ATTEMPTS) continue;
        // Of two orders at once by one guest, the second finds the first.
        if (violates(error, 'orders_visitor_id_key')) throw new CheckoutOver();
        // If this fails, the next try tells of the change again.
        if (error instanceof PriceChanged) await this.carts.refresh(caller, cartId).catch(() => undefined);
        throw error;
      }
    }
  }

  private async order(
    tx: Tx,
    caller: Principal,
    buyer: Buyer,
    { cartId, custom }: PlaceOrderBody,
  ): Promise<OrderView> {
    await requireCheckout(tx, caller);
    const now = this.clock.now();
    const found = await lockCartToOrder(tx, caller, cartId, now);
    if (found?.revoked) throw new AccessRevoked();
    const cart = requireOpen(found);
    const group = requirePrices(caller, cart.group);
    const priced = await this.vouchers.apply(tx, caller, cart, priceCart(cart, group), now);
    requireOrderable(priced);
    requireFilled(found?.rules ?? [], custom);

    const order = orderOf(priced, buyer, {
      ...{ id: newId(), reference: newReference(randomInt), cartId, groupId: group.id },
      ...{ shopId: cart.shopId, atShopId: cart.atShopId },
      ...{ custom: mergeOwnValues({}, custom), placedAt: now.toISOString() },
    });
    this.insert(tx, caller, order, cart, now);
    useVouchers(tx, caller, order, priced.vouchers, now);
    return toOrderView(order);
  }

  private insert(tx: Tx, caller: Principal, order: OrderRow, cart: CartRow, now: Date): void {
    const events = announcements(caller, order, cart, now).map((event) => this.outbox.values(event));
    const { taxExcluded, taxIncluded } = order.totals.total;
    atCommit(tx, insertOrder, [
      order.id,
      caller.shopId,
      order.reference,
      order.cartId,
      order.customerId,
      order.contactId,
      order.profileId,
      order.state,
      order.currency,
      order.groupId,
      JSON.stringify(order.totals),
      taxExcluded,
      taxIncluded,
      now,
      JSON.stringify(order.lines),
      newId(),
      caller.kind,
      caller.id,
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ event }) => event),
      caller.kind === 'visitor' ? caller.id : null,
      order.atShopId,
    ]);
    if (Object.keys(order.custom).length > 0)
      atCommit(tx, fillOrder, [order.id, JSON.stringify(order.custom)]);
  }
}

// A reference or a code was made twice, or others used up a voucher meanwhile: the next try finds what there is by then.
const isTaken = (error: unknown): boolean =>
  violates(error, 'orders_shop_id_reference_key') || isVoucherTaken(error);

function buyerOf(caller: Principal): Buyer {
  if (caller.kind === 'visitor' && caller.guest)
    return { customerId: caller.guest.customerId, contactId: null, profileId: null };
  if (caller.kind !== 'contact') throw new PermissionMissing();
  if (caller.customerId === null) throw new CustomerNotChosen();
  return { customerId: caller.customerId, contactId: caller.id, profileId: caller.profileId };
}

function announcements(caller: Principal, order: OrderRow, cart: CartRow, now: Date): DomainEvent[] {
  const circumstances = {
    aggregate: { id: order.id, version: order.version },
    shopId: caller.shopId,
    actor: actorOf(caller),
    occurredAt: now,
  };
  const facts = factsOf(order);
  const placed = orderPlaced.create(circumstances, facts);
  return [
    placed,
    ...(isFree(order) ? [orderCompletedFree.create(circumstances, facts)] : []),
    ...(isLeft(cart) ? [recoveryBy(caller, order, cart, now)] : []),
  ];
}

function recoveryBy(caller: Principal, order: OrderRow, cart: CartRow, now: Date): DomainEvent {
  const { id: orderId, atShopId, customerId, contactId, currency, lines, totals } = order;
  const facts = {
    ...{
      cartId: cart.id,
      orderId,
      atShopId: atShopId ?? undefined,
      customerId,
      contactId: contactId ?? undefined,
      currency,
    },
    ...{ lines: lines.length, total: totals.total.taxIncluded },
  };
  const ordered = { ...cart, shopId: caller.shopId, version: cart.version + 1 };
  return recoveryOf(ordered, facts, actorOf(caller), now);
}
