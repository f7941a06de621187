import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// An equal version is told again. Whose customers a shop shares is fixed when it is made; those who do not know of it say nothing.
const keep = statement(
  'known-shops-keep',
  `INSERT INTO known_shops AS s (id, time_zone, version, main_shop_id) VALUES ($1, $2, $3, $4)
   ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone, version = excluded.version,
       main_shop_id = coalesce(excluded.main_shop_id, s.main_shop_id)
   WHERE s.version <= excluded.version`,
);

/** Keeps where the days of shops are counted, and whose customers they share. */
@Injectable()
export class ShopsConsumer {
  @Consume({ event: shopChanged, durable: 'orders-shops' })
  async keepShop({ aggregate, data }: DomainEvent<ShopChanged>, tx: Tx): Promise<void> {
    const { timeZone, mainShopId = null } = data;
    await keep.rows(tx, [aggregate.id, timeZone, aggregate.version, mainShopId]);
  }
}
