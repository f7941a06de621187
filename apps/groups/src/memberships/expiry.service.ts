import { Clock } from '@clientele/config';
import { systemActor } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { expire } from './member.domain';
import { lockDue, MOST_DUE, readMembers } from './members.queries';
import { Members } from './members.service';

/** Ends memberships that are over. */
@Injectable()
export class Expiry {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly members: Members,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Ends some memberships that are over, in one short transaction; tells for how many customers. Replicas and
   * requests that are at a customer meanwhile are not waited for. Where there are more than that, others are told when all is done:
   * prices know by themselves when a membership is over.
   */
  endSome(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const now = this.clock.now();
      const due = await lockDue.rows(tx, [now]);
      if (due.length === 0) return 0;
      if (due.length === MOST_DUE) await this.outbox.tellInBulk(tx);

      // Read after the lock: somebody may have given one of them more time before we had it.
      const members = await readMembers(tx, [...new Set(due.map(({ customerId }) => customerId))]);
      const changes = members.map((before) => ({ before, after: expire(before, now) }));
      await this.members.save(tx, changes, systemActor('groups-expiry'));
      return members.length;
    });
  }
}
