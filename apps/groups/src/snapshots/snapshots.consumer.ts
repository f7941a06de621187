import {
  type DomainEvent,
  type IdentityProjectionRebuild,
  identityProjectionRebuildRequested,
  type OrdersProjectionRebuild,
  ordersProjectionRebuildRequested,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Builds } from '../segments/builds.service';
import { Snapshots } from './snapshots.service';

/** Hears of services that build their copy of our facts anew. */
@Injectable()
export class SnapshotsConsumer {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly builds: Builds,
  ) {}

  @Consume({ event: ordersProjectionRebuildRequested, durable: 'groups-snapshot-orders' })
  async orders({ data }: DomainEvent<OrdersProjectionRebuild>, tx: Tx): Promise<void> {
    // The facts behind forms are those of identity.
    if (data.projection !== 'forms') await this.tell(tx, data.projection);
  }

  @Consume({ event: identityProjectionRebuildRequested, durable: 'groups-snapshot-identity' })
  identity({ data }: DomainEvent<IdentityProjectionRebuild>, tx: Tx): Promise<void> {
    return this.tell(tx, data.projection);
  }

  private tell(tx: Tx, projection: IdentityProjectionRebuild['projection']): Promise<void> {
    return projection === 'segments' ? this.builds.tellAgain(tx) : this.snapshots.request(tx, projection);
  }
}
