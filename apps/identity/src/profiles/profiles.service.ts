import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { DELIVERED_PROFILES } from './delivered-profiles';
import { Profile } from './profile.entity';

/** Makes the profiles that every shop starts with. */
@Injectable()
export class ProfilesService {
  @Seed({})
  async seed(tx: Tx): Promise<void> {
    if ((await tx.countBy(Profile, { shopId: DEFAULT_SHOP_ID })) > 0) return;
    await tx.insert(
      Profile,
      DELIVERED_PROFILES.map(({ name, permissions, ...profile }, position) => ({
        ...profile,
        shopId: DEFAULT_SHOP_ID,
        name: { en: name },
        position,
        permissions: [...permissions],
      })),
    );
  }
}
