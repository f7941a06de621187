import { Clock } from '@clientele/config';
import { type Database, statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import { type Moment, momentOf } from '../segments/shop-day.domain';

const known = statement<{ timeZone: string }>(
  'known-shops-zone',
  'SELECT time_zone AS "timeZone" FROM known_shops WHERE id = $1',
);

/** Tells where days and months of a shop are counted. */
@Injectable()
export class ShopZones {
  constructor(
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
  ) {}

  /** As identity told; as the service is set until it has. */
  async of(on: Database | Tx, shopId: string): Promise<string> {
    return (await known.first(on, [shopId]))?.timeZone ?? this.config.shopTimeZone;
  }

  /** An instant, now unless another is meant, with the day that it is in a shop. */
  async momentIn(on: Database | Tx, shopId: string, now = this.clock.now()): Promise<Moment> {
    return momentOf(now, await this.of(on, shopId));
  }
}
