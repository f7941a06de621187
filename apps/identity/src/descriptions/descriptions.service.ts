import { Clock, spareMemory } from '@clientele/config';
import { customerDescribed, systemActor } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { type Looked, LooksEvery } from '@clientele/jobs';
import { Outbox, Restraint } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { BATCH, describe, isDueInBulk, take, takeInBulk, turn } from './descriptions.queries';

/** Tells the other services what customers are like, whenever that has changed. */
@Injectable()
export class Descriptions {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly restraint: Restraint,
    private readonly clock: Clock,
  ) {}

  /** Describes the next customers that are due, in one short transaction. Tells whether there may be more at once. */
  @LooksEvery(500)
  describeSome(): Promise<Looked> {
    return this.describe(take);
  }

  /** The same for those of which very many became due together: they give way to others. */
  @LooksEvery(500)
  async describeInBulk(): Promise<Looked> {
    if (!(await isDueInBulk.first(this.db))?.due) return false;
    spareMemory();
    return this.restraint.after(() => this.describe(takeInBulk));
  }

  private describe(taking: typeof take): Promise<Looked> {
    return this.db.transaction(async (tx) => {
      const { mine, backlog } = (await turn.first(tx)) ?? {};
      if (!mine) return 'waiting';
      if (backlog) return false;

      const due = await taking.rows(tx);
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
