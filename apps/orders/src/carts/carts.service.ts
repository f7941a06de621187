import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal, shopAt } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { mergeOwnValues } from '@clientele/forms';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { AccessRevoked } from '../access/access.problems';
import { orderedCart } from '../orders/ordered-cart.queries';
import { formRules, requireFilled } from '../forms/forms.queries';
import { pricing } from '../prices/prices.queries';
import { customerOf, requireOpen } from './cart-access.domain';
import { requireCheckout } from '../checkouts/checkouts.queries';
import { isGuest, priceContextOf, requirePrices } from '../prices/price-access.domain';
import { CartVouchers } from '../vouchers/cart-vouchers.service';
import { fillCart, insertCart } from './cart-changes.queries';
import { priceCart } from './cart-price.domain';
import { toCartView } from './cart-view.domain';
import { CartWriter, type Occasion } from './cart-writer.service';
import { addProduct, type CartContents, changeQuantity, removeLine } from './cart.domain';
import type { AddLineBody, ChangeLineBody, CreateCartBody, FillCartBody } from './carts.bodies';
import { CartNotFound } from './carts.problems';
import { type CartRow, lockCart, readCart } from './carts.queries';
import type { CartView } from './carts.views';

/** Carts of visitors and of customers. */
@Injectable()
export class CartsService {
  constructor(
    private readonly db: Database,
    private readonly writer: CartWriter,
    private readonly vouchers: CartVouchers,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    caller: Principal,
    { currency: given, custom: filled }: CreateCartBody,
  ): Promise<CartView> {
    return once(async (tx) => {
      const now = this.clock.now();
      const currency = given ?? null;
      await requireCheckout(tx, caller);
      const contact = caller.kind === 'contact' ? caller : undefined;
      const customerId = customerOf(caller);
      const visitorId = contact || customerId ? null : caller.id;
      const priceContext = priceContextOf(caller);
      const at = shopAt(caller);
      // Asked together, as neither waits for the other.
      const [prices, rules] = await Promise.all([
        pricing.first(tx, [caller.shopId, priceContext, now, [], isGuest(caller), at]),
        formRules(tx, { shopId: caller.shopId, customerId }, now),
      ]);
      const group = requirePrices(caller, prices);
      requireFilled(rules, filled);
      const custom = mergeOwnValues({}, filled);

      const id = newId();
      const contactId = contact?.id ?? null;
      const row = await insertCart.first(tx, [
        id,
        caller.shopId,
        visitorId,
        customerId,
        contactId,
        currency,
        now,
        contact ? null : priceContext,
        at,
      ]);
      if (!row) throw new AccessRevoked();
      if (filled) await fillCart.rows(tx, [id, JSON.stringify(custom)]);
      const instant = now.toISOString();
      const header = { id, number: row.number, state: 'active', version: 1 } as const;
      return toCartView(
        {
          ...header,
          shopId: caller.shopId,
          atShopId: at,
          customerId,
          visitorId,
          contactId,
          custom,
          group,
          createdAt: instant,
          updatedAt: instant,
        },
        priceCart({ currency, lines: [] }, group),
      );
    });
  }

  /** The cart at today's prices. What its owner is shown is remembered as the price that was shown last. */
  async get(caller: Principal, id: string): Promise<CartView> {
    const now = this.clock.now();
    const cart = await readCart(this.db, caller, id, now);
    if (!cart) throw new CartNotFound();
    if (cart.state === 'ordered') return orderedCart(this.db, cart);

    const group = requirePrices(caller, cart.group);
    const priced = await this.vouchers.apply(this.db, caller, cart, priceCart(cart, group), now);
    const shownToOwner = caller.kind === 'contact' || caller.kind === 'visitor';
    if (shownToOwner && priced.changes.length + priced.voucherChanges.length > 0)
      return this.refresh(caller, id);
    return toCartView({ ...cart, group }, priced);
  }

  /** Changes own fields. */
  fill(caller: Principal, id: string, { custom: changes }: FillCartBody): Promise<CartView> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const { customerId, custom } = requireOpen(await lockCart(tx, caller, id, now));
      const rules = await formRules(tx, { shopId: caller.shopId, customerId }, now);
      requireFilled(rules, changes, 'change');
      const after = mergeOwnValues(custom, changes);
      await fillCart.rows(tx, [id, JSON.stringify(after)]);
      await this.audit.add(tx, caller, {
        ...{ operation: 'carts.fill', resource: { type: 'carts', id }, customerId: customerId ?? undefined },
        ...{ before: { custom }, after: { custom: after } },
      });
      return this.change(tx, caller, id, (cart) => cart);
    });
  }

  addLine(
    once: Once,
    caller: Principal,
    id: string,
    { productId, quantity }: AddLineBody,
  ): Promise<CartView> {
    return once((tx) =>
      this.change(tx, caller, id, (cart) => addProduct(cart, cart.product, quantity, newId()), productId),
    );
  }

  changeLine(caller: Principal, id: string, lineId: string, { quantity }: ChangeLineBody): Promise<CartView> {
    return this.db.transaction((tx) =>
      this.change(tx, caller, id, (cart) => changeQuantity(cart, lineId, quantity)),
    );
  }

  removeLine(caller: Principal, id: string, lineId: string): Promise<CartView> {
    return this.db.transaction((tx) => this.change(tx, caller, id, (cart) => removeLine(cart, lineId)));
  }

  /** Remembers today's prices as the ones that were shown last. Who looks at a cart does not use it. */
  refresh(caller: Principal, id: string): Promise<CartView> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const cart = requireOpen(await lockCart(tx, caller, id, now));
      return this.save(tx, caller, cart, cart, { now, isUse: false });
    });
  }

  /** Brings a cart to what `decide` makes of it, in a transaction of the caller. */
  async change(
    tx: Tx,
    caller: Principal,
    id: string,
    decide: (cart: CartRow) => CartContents,
    productId?: string,
  ): Promise<CartView> {
    const now = this.clock.now();
    const cart = requireOpen(await lockCart(tx, caller, id, now, productId));
    return this.save(tx, caller, cart, decide(cart), { now, isUse: true });
  }

  private async save(
    tx: Tx,
    caller: Principal,
    cart: CartRow,
    contents: CartContents,
    occasion: Required<Occasion>,
  ): Promise<CartView> {
    const group = requirePrices(caller, cart.group);
    const after = await this.vouchers.apply(tx, caller, cart, priceCart(contents, group), occasion.now);

    await this.writer.save(tx, caller, cart, after, occasion);
    this.vouchers.save(tx, cart.id, after);
    const contactId = caller.kind === 'contact' ? caller.id : cart.contactId;
    const used = { state: 'active', updatedAt: occasion.now.toISOString() } as const;
    const saved = { ...cart, ...(occasion.isUse && used), group, contactId, version: cart.version + 1 };
    return toCartView(saved, after);
  }
}
