import { Clock } from '@clientele/config';
import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { requestTimedBuilds } from '../segments/segments.queries';
import { ShopZones } from './shop-zones.service';

// An equal version is told again.
const keep = statement(
  'known-shops-keep',
  `INSERT INTO known_shops AS s (id, time_zone, version) VALUES ($1, $2, $3)
   ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, version = excluded.version
   WHERE s.version <= excluded.version RETURNING id`,
);

/** Keeps where the days of shops are counted. */
@Injectable()
export class ShopsConsumer {
  constructor(
    private readonly zones: ShopZones,
    private readonly clock: Clock,
  ) {}

  /** Who is in segments that depend on days is reckoned anew where these begin at another time. */
  @Consume({ event: shopChanged, durable: 'groups-shops' })
  async keepShop({ aggregate, data }: DomainEvent<ShopChanged>, tx: Tx): Promise<void> {
    const before = await this.zones.of(tx, aggregate.id);
    const kept = await keep.rows(tx, [aggregate.id, data.timeZone, aggregate.version]);
    if (kept.length > 0 && before !== data.timeZone)
      await requestTimedBuilds.rows(tx, [aggregate.id, this.clock.now()]);
  }
}
