import type { Tx } from '@clientele/database';
import { countCarts, countItems, countOrders, lockFacts } from './facts.queries';

/** What of a customer's facts is counted: by its orders, or by its carts. */
export type Counted = 'orders' | 'carts';

/** Counts facts of customers, each with its shop, anew from the orders and carts that are kept. */
export async function countFacts(
  tx: Tx,
  customers: ReadonlyMap<string, string>,
  currency: string,
  counted: readonly Counted[],
): Promise<void> {
  const ids = [...customers.keys()];
  if (ids.length === 0) return;
  await lockFacts.rows(tx, [ids, [...customers.values()]]);
  if (counted.includes('orders')) {
    await countOrders.rows(tx, [ids, currency]);
    await countItems.rows(tx, [ids]);
  }
  if (counted.includes('carts')) await countCarts.rows(tx, [ids, currency]);
}
