import { type Principal, shopAt } from '@clientele/contracts';
import { atCommit, type Database, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { NO_CURRENCY, type PricedCart } from '../carts/cart-price.domain';
import type { CartRow } from '../carts/carts.queries';
import { OrdersConfig } from '../orders.config';
import { discountCart, voucherLinesOf } from './cart-discount.domain';
import { cartVoucherFacts, saveCartVouchers } from './cart-vouchers.queries';
import { applyVouchers } from './voucher.domain';
import { userKeyOf } from './voucher-user.domain';

/** What carts know of vouchers. */
@Injectable()
export class CartVouchers {
  constructor(private readonly config: OrdersConfig) {}

  /** The cart with what its vouchers take off. One statement more, where it has any or some may come by themselves. */
  async apply(
    on: Database | Tx,
    caller: Principal,
    cart: CartRow,
    priced: PricedCart,
    now: Date,
  ): Promise<PricedCart> {
    if (!cart.mayHaveVouchers) return priced;
    const { id, shopId, customerId, group } = cart;
    const facts = await cartVoucherFacts.first(on, [
      ...[shopId, id, customerId, group?.id, now, this.config.shopTimeZone],
      priced.lines.map(({ product }) => product.id),
      userKeyOf(caller, customerId),
      shopAt(cart),
    ]);
    if (!facts || facts.vouchers.length === 0) return priced;
    const lines = voucherLinesOf(priced, facts.categories);
    const contents = { currency: priced.currency ?? NO_CURRENCY, lines };
    return discountCart(priced, applyVouchers(facts.vouchers, contents));
  }

  /** Remembers with the commit what was shown of the vouchers of a locked cart. */
  save(tx: Tx, cartId: string, { voucherChanges }: PricedCart): void {
    if (voucherChanges.length === 0) return;
    const gone = voucherChanges.filter((change) => change.new === null);
    const kept = voucherChanges.filter((change) => change.new !== null);
    atCommit(tx, saveCartVouchers, [
      cartId,
      gone.map(({ voucherId }) => voucherId),
      kept.map(({ voucherId }) => voucherId),
      kept.map(({ code }) => code),
      kept.map((change) => change.new?.taxExcluded),
      kept.map((change) => change.new?.taxIncluded),
    ]);
  }
}
