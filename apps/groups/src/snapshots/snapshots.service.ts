import { Clock } from '@clientele/config';
import { type DomainEvent, systemActor } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { type Looked, LooksEvery } from '@clientele/jobs';
import { Outbox, OUTBOX_IS_BEHIND } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { CategoryDiscount } from '../groups/category-discount.entity';
import { policyChange } from '../group-settings/group-settings.domain';
import { GroupSettings } from '../group-settings/group-settings.entity';
import { groupChange } from '../groups/group.domain';
import { Group } from '../groups/group.entity';
import { membershipsChange } from '../memberships/member.domain';
import { causesOf, readMembersAfter } from '../memberships/members.queries';
import { requestSnapshot } from './snapshots.queries';
import { Snapshot, type SnapshotSubject } from './snapshot.entity';

const BATCH = 500;

const current = statement<{ subject: SnapshotSubject; toldUntil: string | null; behind: boolean }>(
  'snapshots-current',
  `SELECT subject, told_until AS "toldUntil",
          ${OUTBOX_IS_BEHIND} AS behind
   FROM snapshots ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
);

/** What is told of one thing: its id, and the event of its present state and version. */
interface Told {
  readonly id: string;
  readonly event: DomainEvent;
}

/**
 * Tells all groups or all memberships again, for a projection elsewhere that is built anew. Replicas take turns, one part at
 * a time, and one goes on where another ended.
 */
@Injectable()
export class Snapshots {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Begins to tell a subject; one that is being told begins again, as the asker needs all of it. */
  async request(tx: Tx, subject: SnapshotSubject): Promise<void> {
    await requestSnapshot.rows(tx, [subject, this.clock.now()]);
  }

  /** Tells the next part, in one short transaction. `waiting`: the outbox is full enough for now. */
  @LooksEvery(1_000)
  tellSome(): Promise<Looked> {
    return this.db.transaction(async (tx) => {
      const snapshot = await current.first(tx);
      if (!snapshot) return false;
      if (snapshot.behind) return 'waiting';

      const { subject, toldUntil } = snapshot;
      const told = await (subject === 'groups' ? groupsAfter : membersAfter)(tx, toldUntil);
      await this.outbox.add(tx, ...told.map(({ event }) => event));
      const last = told.at(-1);
      if (last && told.length === BATCH) await tx.update(Snapshot, { subject }, { toldUntil: last.id });
      else await this.end(tx, subject);
      return true;
    });
  }

  // What shops decide of their groups is little, and goes with the last of them.
  private async end(tx: Tx, subject: SnapshotSubject): Promise<void> {
    const settings = subject === 'groups' ? await tx.find(GroupSettings) : [];
    await this.outbox.add(tx, ...settings.map((one) => policyChange(one, ACTOR)));
    await tx.delete(Snapshot, { subject });
  }
}

const ACTOR = systemActor('groups-snapshot');

async function membersAfter(tx: Tx, after: string | null): Promise<Told[]> {
  const members = await readMembersAfter(tx, after, BATCH);
  const causes = await causesOf(tx, members);
  return members.map((member) => ({
    id: member.customerId,
    event: membershipsChange(member, ACTOR, member.updatedAt, causes),
  }));
}

async function groupsAfter(tx: Tx, after: string | null): Promise<Told[]> {
  // The end of those that are being deleted has been told, and is all there is to tell.
  const where = { deletingAt: IsNull(), ...(after !== null && { id: MoreThan(after) }) };
  const groups = await tx.find(Group, { where, order: { id: 'ASC' }, take: BATCH });
  const discounts = await tx.findBy(CategoryDiscount, { groupId: In(groups.map(({ id }) => id)) });
  return groups.map((group) => ({
    id: group.id,
    event: groupChange(
      group,
      discounts.filter(({ groupId }) => groupId === group.id),
      ACTOR,
    ),
  }));
}
