import { Clock } from '@clientele/config';
import type { Database, Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import type { KnownShop } from './known-shop.entity';
import { keepZone, knownZone, lockShop } from './known-shops.queries';
import { type Moment, momentOf } from './shop-day.domain';

/** Tells where days and months of a shop are counted. */
@Injectable()
export class ShopZones {
  constructor(
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
  ) {}

  /** As identity told; as the service is set until it has. */
  async of(on: Database | Tx, shopId: string): Promise<string> {
    return (await knownZone.first(on, [shopId]))?.timeZone ?? this.config.shopTimeZone;
  }

  /** An instant, now unless another is meant, with the day that it is in a shop. */
  async momentIn(on: Database | Tx, shopId: string, now = this.clock.now()): Promise<Moment> {
    return momentOf(now, await this.of(on, shopId));
  }

  /**
   * Keeps what identity told, unless something newer is known; true if days begin at another time from now on. Of two at
   * once the second compares with what the first has kept.
   */
  async keep(tx: Tx, { id, timeZone, version, mainShopId }: Omit<KnownShop, 'currency'>): Promise<boolean> {
    await lockShop.rows(tx, [id, this.config.shopTimeZone]);
    const kept = await keepZone.first(tx, [id, timeZone, version, mainShopId]);
    return kept !== undefined && kept.before !== timeZone;
  }
}
