import { Clock } from '@clientele/config';
import { type DomainEvent, type ShopChanged, shopChanged } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ShopZones } from '../shops/shop-zones.service';
import { requestTimedBuilds } from './segments.queries';

/** Keeps where the days of shops are counted and whose customers they share, and what follows for segments, in one transaction. */
@Injectable()
export class CalendarsConsumer {
  constructor(
    private readonly zones: ShopZones,
    private readonly clock: Clock,
  ) {}

  /** Who is in segments that depend on days is reckoned anew where these begin at another time. */
  @Consume({ event: shopChanged, durable: 'groups-shops' })
  async keep(
    { aggregate: { id, version }, data: { timeZone, mainShopId = null } }: DomainEvent<ShopChanged>,
    tx: Tx,
  ): Promise<void> {
    if (await this.zones.keep(tx, { id, timeZone, version, mainShopId }))
      await requestTimedBuilds.rows(tx, [id, this.clock.now()]);
  }
}
