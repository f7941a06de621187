import { type DomainEvent, type OrderFacts, paymentAccepted } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { ConsumeTogether } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Assignments } from './assignments.service';

/** Puts customers into groups when they have paid. */
@Injectable()
export class PaymentsConsumer {
  constructor(private readonly assignments: Assignments) {}

  /** The busier the shop the more at once: a customer's new prices wait for this. */
  @ConsumeTogether({ event: paymentAccepted, durable: 'groups-auto-assignment', gatherMs: 0 })
  async assign(events: readonly DomainEvent<OrderFacts>[], tx: Tx): Promise<void> {
    const shopIds = new Set(events.map((event) => event.shopId));
    for (const shopId of [...shopIds].toSorted()) {
      const orders = events
        .filter((event) => event.shopId === shopId)
        .map(({ occurredAt, data }) => ({ paidAt: new Date(occurredAt), order: data }));
      await this.assignments.assign(tx, shopId, orders, 'groups-auto-assignment');
    }
  }
}
