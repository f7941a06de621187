import { Audit, changesOf } from '@clientele/audit';
import { actorOf, NotFound, type Principal } from '@clientele/contracts';
import { Clock } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { EditShopSettingsBody } from './shop-settings.bodies';
import type { ShopSettingsView, StorefrontSettingsView } from './shop-settings.views';
import { explain } from './new-shops.service';
import { requireOwnSettings, shopChange } from './shop.domain';
import { Shop } from './shop.entity';

/** What the storefront of a shop shows. */
@Injectable()
export class ShopSettingsService {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What anybody may know of it. */
  async shownBy(shopId: string): Promise<StorefrontSettingsView> {
    return toStorefrontView(await this.find(shopId));
  }

  /** Of the own shop, or of one that shares its customers. */
  async get({ shopId }: Principal, id: string): Promise<ShopSettingsView> {
    const shop = await this.db.manager.findOneBy(Shop, { id, customersOf: shopId });
    if (!shop) throw new NotFound();
    return viewOf(this.db.manager, shop);
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    changes: EditShopSettingsBody,
  ): Promise<ShopSettingsView> {
    return this.db.transaction(async (tx) => {
      const shop = await tx.findOne(Shop, {
        ...{ where: { id, customersOf: caller.shopId }, lock: { mode: 'for_no_key_update' } },
      });
      if (!shop) throw new NotFound();
      requireVersion(shop.settingsVersion, version);
      requireOwnSettings(shop, changes);
      await tx.update(Shop, id, { ...changes, settingsVersion: version + 1 }).catch(explain);
      await this.audit.add(tx, caller, {
        ...{ operation: 'shopSettings.edit', resource: { type: 'shops', id } },
        ...changesOf<object>(shop, changes),
      });
      const changed = await tx.findOneByOrFail(Shop, { id });
      if (changed.name !== shop.name || changed.timeZone !== shop.timeZone)
        await this.outbox.add(tx, shopChange(changed, actorOf(caller), this.clock.now()));
      return viewOf(tx, changed);
    });
  }

  private async find(id: string): Promise<Shop> {
    const shop = await this.db.manager.findOneBy(Shop, { id });
    if (!shop) throw new NotFound();
    return shop;
  }
}

async function viewOf(on: Tx, shop: Shop): Promise<ShopSettingsView> {
  const main = shop.mainShopId === null ? shop : await on.findOneByOrFail(Shop, { id: shop.mainShopId });
  return {
    ...toStorefrontView(shop),
    storefrontUrl: shop.storefrontUrl,
    twoFactorRequired: main.twoFactorRequired,
  };
}

const toStorefrontView = (shop: Shop): StorefrontSettingsView => ({
  shopId: shop.id,
  name: shop.name,
  currency: shop.currency,
  timeZone: shop.timeZone,
  customerInHeader: shop.customerInHeader,
  customerFormParts: shop.customerFormParts,
  version: shop.settingsVersion,
});
