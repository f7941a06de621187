import { Clock } from '@clientele/config';
import { customerDescribed, systemActor } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { BATCH, describe, take, turn } from './descriptions.queries';

/** Tells the other services what customers are like, whenever that has changed. */
@Injectable()
export class Descriptions {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Describes the next customers that are due, in one short transaction. Tells whether there may be more at once. */
  @LooksEvery(500)
  describeSome(): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const { mine, backlog } = (await turn.first(tx)) ?? {};
      if (!mine || backlog) return false;

      const due = await take.rows(tx);
      if (due.length === 0) return false;
      // A statement of its own: it must see what was there when they became due.
      const customers = await describe.rows(tx, [[...new Set(due.map(({ customerId }) => customerId))]]);
      const occurredAt = this.clock.now();
      const events = customers.map(({ shopId, version, description }) =>
        customerDescribed.create(
          {
            aggregate: { id: description.customerId, version },
            ...{ shopId, actor: systemActor('identity-descriptions'), occurredAt },
          },
          description,
        ),
      );
      await this.outbox.add(tx, ...events);
      return due.length === BATCH;
    });
  }
}
