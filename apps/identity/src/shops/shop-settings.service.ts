import { NotFound, type Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { EditShopSettingsBody } from './shop-settings.bodies';
import type { ShopSettingsView } from './shop-settings.views';
import { Shop } from './shop.entity';

/** What the storefront of a shop shows. */
@Injectable()
export class ShopSettingsService {
  constructor(private readonly db: Database) {}

  async of(shopId: string): Promise<ShopSettingsView> {
    const shop = await this.db.manager.findOneBy(Shop, { id: shopId });
    if (!shop) throw new NotFound();
    return toView(shop);
  }

  /** Of the own shop only. */
  async get({ shopId }: Principal, id: string): Promise<ShopSettingsView> {
    if (id !== shopId) throw new NotFound();
    return this.of(id);
  }

  edit(
    { shopId }: Principal,
    id: string,
    version: number,
    { customerInHeader, customerFormParts }: EditShopSettingsBody,
  ): Promise<ShopSettingsView> {
    return this.db.transaction(async (tx) => {
      const shop =
        id === shopId && (await tx.findOne(Shop, { where: { id }, lock: { mode: 'for_no_key_update' } }));
      if (!shop) throw new NotFound();
      requireVersion(shop.settingsVersion, version);
      await tx.update(Shop, id, { customerInHeader, customerFormParts, settingsVersion: version + 1 });
      return toView(await tx.findOneByOrFail(Shop, { id }));
    });
  }
}

const toView = (shop: Shop): ShopSettingsView => ({
  shopId: shop.id,
  name: shop.name,
  currency: shop.currency,
  timeZone: shop.timeZone,
  customerInHeader: shop.customerInHeader,
  customerFormParts: shop.customerFormParts,
  version: shop.settingsVersion,
});
