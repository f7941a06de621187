import {
  actorOf,
  type CartChanged,
  cartChanged,
  type DomainEvent,
  type Principal,
} from '@clientele/contracts';
import { atCommit, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { saveCart } from './cart-changes.queries';
import { recoveryOf } from './cart-events';
import type { PricedCart, PricedCartLine } from './cart-price.domain';
import { isLeft } from './cart-state.domain';
import type { CartRow } from './carts.queries';

/** When a cart is written. */
export interface Occasion {
  readonly now: Date;
  /** Whether somebody uses it, and does not only look at it. */
  readonly isUse?: boolean;
}

/** Writes what a cart holds now, and announces it. */
@Injectable()
export class CartWriter {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Saves the difference between a locked cart and what it holds now, with the commit. Where somebody used the cart just now, who
   * left it has come back, which is told.
   */
  async save(
    tx: Tx,
    caller: Principal,
    before: CartRow,
    after: PricedCart,
    { now, isUse = true }: Occasion,
  ): Promise<void> {
    const version = before.version + 1;
    const { taxExcluded, taxIncluded } = after.totals.total;
    const change = changeOf(caller, before, after, now);
    if (isUse && isLeft(before)) {
      const cart = { ...before, shopId: caller.shopId, version };
      await this.outbox.add(tx, recoveryOf(cart, change.data, change.actor, now));
    }
    const event = this.outbox.values(change);
    atCommit(tx, saveCart, [
      before.id,
      caller.shopId,
      ...linesToKeep(before, after),
      linesGone(before, after),
      after.currency,
      caller.kind === 'contact' ? caller.id : null,
      after.lines.length,
      taxExcluded,
      taxIncluded,
      version,
      isUse ? now : new Date(before.updatedAt),
      event.id,
      event.type,
      event.event,
    ]);
  }
}

/** Columns of the lines that are new or not as they were. */
function linesToKeep(before: CartRow, after: PricedCart): unknown[][] {
  const quantities = new Map(before.lines.map(({ id, quantity }) => [id, quantity]));
  const changed = new Set(after.changes.map(({ lineId }) => lineId));
  const lines = after.lines.filter(
    ({ id, quantity, shown }) => !shown || changed.has(id) || quantities.get(id) !== quantity,
  );
  return [
    lines.map(({ id }) => id),
    lines.map(({ product }) => product.id),
    lines.map(({ quantity }) => quantity),
    lines.map((line) => unitPriceOf(line)?.taxExcluded),
    lines.map((line) => unitPriceOf(line)?.taxIncluded),
  ];
}

// What is not for sale any more keeps the price that was shown last.
const unitPriceOf = ({ price, shown }: PricedCartLine) => price?.unitPrice ?? shown;

function linesGone({ lines }: CartRow, after: PricedCart): string[] {
  const left = new Set(after.lines.map(({ id }) => id));
  return lines.flatMap(({ id }) => (left.has(id) ? [] : [id]));
}

const changeOf = (caller: Principal, cart: CartRow, after: PricedCart, now: Date): DomainEvent<CartChanged> =>
  cartChanged.create(
    {
      aggregate: { id: cart.id, version: cart.version + 1 },
      shopId: caller.shopId,
      actor: actorOf(caller),
      occurredAt: now,
    },
    {
      cartId: cart.id,
      customerId: cart.customerId ?? undefined,
      visitorId: cart.visitorId ?? undefined,
      atShopId: cart.atShopId ?? undefined,
      contactId: (caller.kind === 'contact' ? caller.id : cart.contactId) ?? undefined,
      currency: after.currency ?? undefined,
      lines: after.lines.length,
      total: after.totals.total.taxIncluded,
    },
  );
