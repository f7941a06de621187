import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// An equal version is told again.
const keep = statement(
  'known-shops-keep',
  `INSERT INTO known_shops AS s (id, time_zone, version) VALUES ($1, $2, $3)
   ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, version = excluded.version
   WHERE s.version <= excluded.version`,
);

/** Keeps where the days of shops are counted. */
@Injectable()
export class ShopsConsumer {
  @Consume({ event: shopChanged, durable: 'orders-shops' })
  async keepShop({ aggregate, data }: DomainEvent<ShopChanged>, tx: Tx): Promise<void> {
    await keep.rows(tx, [aggregate.id, data.timeZone, aggregate.version]);
  }
}
