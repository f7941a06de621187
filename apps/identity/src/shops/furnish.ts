import type { Tx } from '@clientele/database';
import { deliverProfiles } from '../profiles/deliver-profiles';
import { deliverRoles } from '../roles/deliver-roles';
import { deliverTitles } from '../titles/deliver-titles';

/** Gives a shop with customers of its own what it starts with; what is there stays as it is. */
export async function furnish(tx: Tx, shopId: string): Promise<void> {
  await deliverTitles(tx, shopId);
  await deliverProfiles(tx, shopId);
  await deliverRoles(tx, shopId);
}
