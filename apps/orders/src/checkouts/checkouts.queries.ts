import type { Principal } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { CheckoutOver } from './checkouts.problems';

const ordered = statement('checkouts-ordered', 'SELECT FROM orders WHERE visitor_id = $1');

/** Refuses a guest who has ordered. */
export async function requireCheckout(tx: Tx, caller: Principal): Promise<void> {
  if (caller.kind !== 'visitor' || !caller.guest) return;
  if (await ordered.first(tx, [caller.id])) throw new CheckoutOver();
}
