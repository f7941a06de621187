import { Clock } from '@clientele/config';
import {
  type DomainEvent,
  type OrdersProjectionRebuild,
  ordersProjectionRebuildRequested,
  systemActor,
} from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume, Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ruleChange } from './form-rule-change';
import { FormRule } from './form-rule.entity';

/** Tells again which rules there are, to services that build their copy of them anew. */
@Injectable()
export class FormSnapshotsConsumer {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  @Consume({ event: ordersProjectionRebuildRequested, durable: 'identity-snapshot-orders' })
  async orders({ data }: DomainEvent<OrdersProjectionRebuild>, tx: Tx): Promise<void> {
    if (data.projection !== 'forms') return;
    // Shared, so that what is told is not older than what a change that is under way has told.
    const lock = { mode: 'pessimistic_read' } as const;
    const rules = await tx.find(FormRule, {
      where: { form: In(['cart', 'order']) },
      order: { id: 'ASC' },
      lock,
    });
    const now = this.clock.now();
    await this.outbox.add(tx, ...rules.map((rule) => ruleChange(rule, systemActor('snapshot'), now)));
  }
}
