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
import { Snapshots } from './snapshots.service';

/** Hears of services that build their copy of our facts anew. */
@Injectable()
export class SnapshotsConsumer {
  constructor(private readonly snapshots: Snapshots) {}

  @Consume({ event: ordersProjectionRebuildRequested, durable: 'groups-snapshot-orders' })
  async orders({ data }: DomainEvent<OrdersProjectionRebuild>, tx: Tx): Promise<void> {
    // The facts behind forms are those of identity.
    if (data.projection !== 'forms') await this.snapshots.request(tx, data.projection);
  }

  @Consume({ event: identityProjectionRebuildRequested, durable: 'groups-snapshot-identity' })
  identity({ data }: DomainEvent<IdentityProjectionRebuild>, tx: Tx): Promise<void> {
    return this.snapshots.request(tx, data.projection);
  }
}
