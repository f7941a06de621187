import { Shops } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID, type Place, placeOf, systemActor } from '@clientele/contracts';
import { Database, Seed, statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { IdentityConfig } from '../identity.config';
import { furnish } from './furnish';
import { shopChange } from './shop.domain';
import { Shop } from './shop.entity';

// The calendar of a shop that is there already, but was never told, is nobody's choice.
const make = statement(
  'shops-make',
  `INSERT INTO shops AS s (id, name, time_zone, currency, calendar_told) VALUES ($1, 'Shop', $2, $3, true)
   ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, calendar_told = true, settings_version = s.settings_version + 1
     WHERE NOT s.calendar_told
   RETURNING id`,
);

const mainOf = statement<{ mainShopId: string | null }>(
  'shops-main',
  'SELECT main_shop_id AS "mainShopId" FROM shops WHERE id = $1',
);

/** Makes the shop that every installation starts with, knows all shops and tells of them. */
@Injectable()
export class ShopsService implements Shops {
  // Whose customers a shop has is fixed when it is made, and no shop is ever deleted.
  private readonly places = new Map<string, Place>([[DEFAULT_SHOP_ID, placeOf(DEFAULT_SHOP_ID, null)]]);

  constructor(
    private readonly db: Database,
    private readonly config: IdentityConfig,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What each shop starts with, in the release that runs now. */
  @Seed({ order: -1 })
  async seed(tx: Tx): Promise<void> {
    const { shopTimeZone, shopCurrency } = this.config;
    const made = await make.rows(tx, [DEFAULT_SHOP_ID, shopTimeZone, shopCurrency]);
    if (made.length > 0) await this.tell(tx, DEFAULT_SHOP_ID);
    for (const { id } of await tx.findBy(Shop, { mainShopId: IsNull() })) await furnish(tx, id);
  }

  /** Whose customers a shop has; nothing if there is no such shop. */
  async resolve(id: string): Promise<Place | undefined> {
    const known = this.places.get(id);
    if (known) return known;
    const shop = await mainOf.first(this.db, [id]);
    if (!shop) return undefined;
    const place = placeOf(id, shop.mainShopId);
    this.places.set(id, place);
    return place;
  }

  /** Tells of a shop as it is, and of those that share its customers, for who keeps that elsewhere. */
  async tell(tx: Tx, shopId: string): Promise<void> {
    const shops = await tx.findBy(Shop, { customersOf: shopId });
    const now = this.clock.now();
    const told = shops.map((shop) => shopChange(shop, systemActor('identity-shops'), now));
    await this.outbox.add(tx, ...told);
  }
}
