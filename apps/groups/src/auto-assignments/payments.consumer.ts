import { type DomainEvent, type OrderFacts, paymentAccepted } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Assignments } from './assignments.service';

/** Puts customers into groups when they have paid. */
@Injectable()
export class PaymentsConsumer {
  constructor(private readonly assignments: Assignments) {}

  @Consume({ event: paymentAccepted, durable: 'groups-auto-assignment' })
  async assign({ shopId, occurredAt, data }: DomainEvent<OrderFacts>, tx: Tx): Promise<void> {
    const paid = { shopId, paidAt: new Date(occurredAt), order: data };
    await this.assignments.assign(tx, paid, 'groups-auto-assignment');
  }
}
