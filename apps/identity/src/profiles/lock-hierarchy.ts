import type { Tx } from '@clientele/database';
import { Shop } from '../shops/shop.entity';

/** Lets one change at a time at the profiles of a shop and at what they can allow. Reading goes on. */
export async function lockHierarchy(tx: Tx, shopId: string): Promise<void> {
  await tx.findOne(Shop, { where: { id: shopId }, lock: { mode: 'for_no_key_update' } });
}
