import { DEFAULT_SHOP_ID, newId } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { DELIVERED_PROFILES } from './delivered-profiles';
import { Profile } from './profile.entity';

/** Makes the profiles that a shop starts with. */
export async function deliverProfiles(tx: Tx, shopId: string): Promise<void> {
  if ((await tx.countBy(Profile, { shopId })) > 0) return;
  await tx.insert(
    Profile,
    DELIVERED_PROFILES.map(({ id, name, permissions, ...profile }, position) => ({
      ...profile,
      id: shopId === DEFAULT_SHOP_ID ? id : newId(),
      shopId,
      name: { en: name },
      position,
      permissions: [...permissions],
    })),
  );
}
