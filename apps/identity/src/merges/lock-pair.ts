import type { Tx } from '@clientele/database';
import type { Merge } from '@clientele/merging';
import type { Customer } from '../customers/customer.entity';

/** Two customers of a merge, locked. */
export interface LockedPair {
  readonly from: Customer;
  readonly into: Customer;
}

/** Locks two customers in the order of their ids, as all do who lock several. */
export async function lockPair(
  tx: Tx,
  { shopId, fromId, intoId }: Omit<Merge, 'id'>,
  lock: (tx: Tx, shopId: string, id: string) => Promise<Customer>,
): Promise<LockedPair> {
  if (fromId < intoId) {
    const from = await lock(tx, shopId, fromId);
    return { from, into: await lock(tx, shopId, intoId) };
  }
  const into = await lock(tx, shopId, intoId);
  return { from: await lock(tx, shopId, fromId), into };
}
