import { type CustomerDescription, customerDescribed, type DomainEvent } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { ConsumeTogether, latestOfEach } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { keepDescriptions, openDescribed } from './facts.queries';

/** Keeps what identity tells of customers. */
@Injectable()
export class DescriptionsConsumer {
  @ConsumeTogether({
    ...{ event: customerDescribed, durable: 'groups-descriptions' },
    ...{ gatherMs: 250, repeatable: true },
  })
  async keep(events: readonly DomainEvent<CustomerDescription>[], tx: Tx): Promise<void> {
    const rows = latestOfEach(events).map(({ shopId, aggregate, data }) => ({
      ...data,
      shopId,
      version: aggregate.version,
    }));
    const descriptions = JSON.stringify(rows);
    const made = await openDescribed.rows(tx, [descriptions]);
    if (made.length < rows.length) await keepDescriptions.rows(tx, [descriptions]);
  }
}
