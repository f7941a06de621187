import type { Tx } from '@clientele/database';
import { countCarts, countItems, countOrders, lockFacts } from './facts.queries';

/** What of a customer's facts may be others now: those of its carts, of orders it placed too, of what it bought too. */
export type Counted = 'carts' | 'orders' | 'items';

/** Counts facts of customers, each with its shop, anew from the orders and carts that are kept. */
export async function countFacts(
  tx: Tx,
  customers: ReadonlyMap<string, string>,
  currency: string,
  counted: Counted,
): Promise<void> {
  const ids = [...customers.keys()];
  if (ids.length === 0) return;
  await lockFacts.rows(tx, [ids, [...customers.values()]]);
  await (counted === 'carts' ? countCarts : countOrders).rows(tx, [ids, currency]);
  if (counted === 'items') await countItems.rows(tx, [ids]);
}
