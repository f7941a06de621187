import type { Tx } from '@clientele/database';
import type { ShopCurrencies } from '../shops/shop-currencies.service';
import { countCarts, countItems, countOrders, lockFacts } from './facts.queries';

/** What of a customer's facts may be others now: those of its carts, of orders it placed too, of what it bought too. */
export type Counted = 'carts' | 'orders' | 'items';

/** Locks the facts of customers, each with its shop; tells in which currency each shop adds up. */
export async function holdFacts(
  tx: Tx,
  customers: ReadonlyMap<string, string>,
  currencies: ShopCurrencies,
): Promise<ReadonlyMap<string, string>> {
  const currencyOf = new Map<string, string>();
  for (const shopId of new Set(customers.values())) currencyOf.set(shopId, await currencies.of(tx, shopId));
  if (customers.size > 0) await lockFacts.rows(tx, [[...customers.keys()], [...customers.values()]]);
  return currencyOf;
}

/** Counts facts of customers, each with its shop, anew from the orders and carts that are kept. */
export async function countFacts(
  tx: Tx,
  customers: ReadonlyMap<string, string>,
  currencies: ShopCurrencies,
  counted: Counted,
): Promise<void> {
  const ids = [...customers.keys()];
  if (ids.length === 0) return;
  const currencyOf = await holdFacts(tx, customers, currencies);
  const count = counted === 'carts' ? countCarts : countOrders;
  for (const currency of new Set(currencyOf.values())) {
    const theirs = ids.filter((id) => currencyOf.get(customers.get(id) ?? '') === currency);
    await count.rows(tx, [theirs, currency]);
  }
  if (counted === 'items') await countItems.rows(tx, [ids]);
}
