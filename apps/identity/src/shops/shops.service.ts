import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID, systemActor } from '@clientele/contracts';
import { Seed, statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config';
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

/** Makes the shop that every installation starts with, and tells of shops. */
@Injectable()
export class ShopsService {
  constructor(
    private readonly config: IdentityConfig,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Seed({ order: -1 })
  async seed(tx: Tx): Promise<void> {
    const { shopTimeZone, shopCurrency } = this.config;
    const made = await make.rows(tx, [DEFAULT_SHOP_ID, shopTimeZone, shopCurrency]);
    if (made.length > 0) await this.tell(tx, DEFAULT_SHOP_ID);
  }

  /** Tells of a shop as it is, for who keeps that elsewhere. */
  async tell(tx: Tx, shopId: string): Promise<void> {
    const shop = await tx.findOneBy(Shop, { id: shopId });
    if (shop) await this.outbox.add(tx, shopChange(shop, systemActor('identity-shops'), this.clock.now()));
  }
}
