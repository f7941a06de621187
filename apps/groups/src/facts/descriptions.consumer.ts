import { type CustomerDescription, customerDescribed, type DomainEvent } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { ConsumeTogether, latestOfEach } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { keepDescriptions, lockFacts } from './facts.queries';

/** Keeps what identity tells of customers. */
@Injectable()
export class DescriptionsConsumer {
  @ConsumeTogether({ event: customerDescribed, durable: 'groups-descriptions', gatherMs: 250 })
  async keep(events: readonly DomainEvent<CustomerDescription>[], tx: Tx): Promise<void> {
    const latest = latestOfEach(events);
    await lockFacts.rows(tx, [latest.map(({ data }) => data.customerId), latest.map(({ shopId }) => shopId)]);
    const rows = latest.map(({ aggregate, data }) => ({ ...data, version: aggregate.version }));
    await keepDescriptions.rows(tx, [JSON.stringify(rows)]);
  }
}
