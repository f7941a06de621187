import { Clock } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { type Looked, LooksEvery } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { moveOut } from '../memberships/member-by-hand.domain';
import { expire } from '../memberships/member.domain';
import { lockMembersOf, readMembers } from '../memberships/members.queries';
import { Members } from '../memberships/members.service';
import { Group } from './group.entity';
import { type Deletion, lockToEnd, nextDeletion } from './group-deletions.queries';

const DELETION = { occasion: { reason: 'group-deletion' } } as const;

/**
 * Moves the members of groups that are being deleted, and ends the groups when nobody is left. One replica is at a group at a
 * time, and another goes on where it ended.
 */
@Injectable()
export class GroupEndings {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly members: Members,
  ) {}

  /**
   * Moves some members, in one short transaction. Somebody may still join who was about to when the deletion began: so the
   * group ends only when nobody is left while nobody can. `waiting`: the outbox is full enough for now.
   */
  @LooksEvery(1_000)
  endSome(): Promise<Looked> {
    return this.db.transaction(async (tx) => {
      const deletion = await nextDeletion.first(tx);
      if (!deletion) return false;
      if (deletion.behind) return 'waiting';
      if ((await this.moveSome(tx, deletion)) > 0) return true;

      await lockToEnd.rows(tx, [deletion.groupId]);
      if ((await this.moveSome(tx, deletion)) === 0) await tx.delete(Group, deletion.groupId);
      return true;
    });
  }

  private async moveSome(tx: Tx, deletion: Deletion): Promise<number> {
    const { groupId, replacementGroupId, actorKind, actorId } = deletion;
    const locked = await lockMembersOf.rows(tx, [groupId]);
    if (locked.length === 0) return 0;

    const now = this.clock.now();
    const members = await readMembers(
      tx,
      locked.map(({ customerId }) => customerId),
    );
    const changes = members.map((before) => ({
      before,
      after: moveOut(expire(before, now), groupId, replacementGroupId, now),
    }));
    await this.members.save(tx, changes, { kind: actorKind, id: actorId }, DELETION);
    return members.length;
  }
}
