import { Clock } from '@clientele/config';
import { type Actor, actorOf, type Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { moveOut } from '../memberships/member-by-hand.domain';
import { expire } from '../memberships/member.domain';
import { lockMembersOf, readMembers } from '../memberships/members.queries';
import { Members } from '../memberships/members.service';
import { groupEnd } from './group.domain';
import { Group } from './group.entity';
import type { DeleteGroupQuery } from './groups.bodies';
import { GroupNotFound, GroupReferredTo, GroupUnknown, RoleGroupNeeded } from './groups.problems';
import { requireGroups } from './known-groups.queries';
import { roleGroupId } from './role-groups.domain';

const references = statement<{ autoAssignments: number; members: number; defaultGroupMembers: number }>(
  'groups-references',
  `SELECT (SELECT count(*)::integer FROM auto_assignment_groups WHERE group_id = $1) AS "autoAssignments",
          (SELECT count(*)::integer FROM memberships WHERE group_id = $1) AS members,
          (SELECT count(*)::integer FROM memberships s JOIN members m USING (customer_id)
           WHERE s.group_id = $1 AND m.default_group_id = $1) AS "defaultGroupMembers"`,
);

/** Deletes groups, with what becomes of their members and of the rules that name them. */
@Injectable()
export class GroupDeletion {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly members: Members,
  ) {}

  /** Deletes a group in one transaction: members leave, those whose default it was get the replacement. */
  async delete(
    caller: Principal,
    id: string,
    { replacementGroupId, force }: DeleteGroupQuery,
  ): Promise<void> {
    await this.db.transaction(async (tx) => {
      const group = await lockGroup(tx, caller.shopId, id);
      if (group.role) throw new RoleGroupNeeded();
      if (!force) await refuseReferences(tx, id);
      const replacementId = await replacementFor(tx, group, replacementGroupId);

      await takeOutOfRules(tx, id, this.clock.now());
      await this.moveMembers(tx, id, replacementId, actorOf(caller));
      const ended = { ...group, version: group.version + 1, updatedAt: this.clock.now() };
      await this.outbox.add(tx, groupEnd(ended, actorOf(caller)));
      await tx.delete(Group, id);
    });
  }

  private async moveMembers(tx: Tx, groupId: string, replacementId: string, actor: Actor): Promise<void> {
    for (;;) {
      const locked = await lockMembersOf.rows(tx, [groupId]);
      if (locked.length === 0) return;

      const now = this.clock.now();
      const members = await readMembers(
        tx,
        locked.map(({ customerId }) => customerId),
      );
      const changes = members.map((before) => ({
        before,
        after: moveOut(expire(before, now), groupId, replacementId, now),
      }));
      await this.members.save(tx, changes, actor);
    }
  }
}

// Nobody can join, and no rule can name the group from here on.
async function lockGroup(tx: Tx, shopId: string, id: string): Promise<Group> {
  const group = await tx.findOne(Group, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!group) throw new GroupNotFound();
  return group;
}

async function refuseReferences(tx: Tx, id: string): Promise<void> {
  const counts = await references.first(tx, [id]);
  if (!counts?.autoAssignments) return;
  throw new GroupReferredTo({ detail: 'Send force=true to take the group out of the rules.', counts });
}

async function replacementFor(tx: Tx, group: Group, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return roleGroupId(group.shopId, 'customer');
  if (wanted === group.id) throw new GroupUnknown(REPLACES_ITSELF);
  await requireGroups(tx, group.shopId, { replacementGroupId: wanted });
  return wanted;
}

const REPLACES_ITSELF = {
  errors: [
    { pointer: 'replacementGroupId', code: 'replaces-itself', message: 'A group cannot replace itself.' },
  ],
};

/** A rule that gave nothing else goes with the group. */
async function takeOutOfRules(tx: Tx, groupId: string, now: Date): Promise<void> {
  const naming = 'id IN (SELECT rule_id FROM auto_assignment_groups WHERE group_id = $1)';
  const alone = 'NOT EXISTS (SELECT FROM auto_assignment_groups g WHERE g.rule_id = id AND g.group_id <> $1)';
  await tx.query(`DELETE FROM auto_assignments WHERE ${naming} AND ${alone}`, [groupId]);
  await tx.query(
    `UPDATE auto_assignments
     SET default_group_id = nullif(default_group_id, $1), version = version + 1, updated_at = $2 WHERE ${naming}`,
    [groupId, now],
  );
  await tx.query('DELETE FROM auto_assignment_groups WHERE group_id = $1', [groupId]);
}
