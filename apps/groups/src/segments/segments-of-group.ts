import type { Principal } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import type { Outbox } from '@clientele/messaging';
import { In } from 'typeorm';
import { NAMES_GROUP } from '../groups/group-deletions.queries';
import { Segment } from './segment.entity';
import { requestBuild } from './segments.queries';
import { changeOf } from './segments.service';

const naming = statement<{ id: string }>(
  'segments-naming-group',
  `SELECT s.id FROM segments s WHERE ${NAMES_GROUP} ORDER BY s.id FOR NO KEY UPDATE`,
);

/**
 * Has segments name another group instead, or (null) none. A rule that names a group that is gone stays as it is: nobody is
 * in that group, and leaving out a condition could let everybody in.
 */
export async function changeSegmentsThatName(
  tx: Tx,
  outbox: Outbox,
  caller: Principal,
  {
    groupId,
    insteadId,
    now,
  }: { readonly groupId: string; readonly insteadId: string | null; readonly now: Date },
): Promise<void> {
  const ids = (await naming.rows(tx, [groupId, caller.shopId])).map(({ id }) => id);
  const instead = (id: string): string[] => (id !== groupId ? [id] : insteadId ? [insteadId] : []);
  const changed = (groups: readonly string[]): string[] => [...new Set(groups.flatMap(instead))];
  for (const segment of await tx.findBy(Segment, { id: In(ids) })) {
    const changes = {
      includedGroupIds: changed(segment.includedGroupIds),
      excludedGroupIds: changed(segment.excludedGroupIds),
      rule: insteadId ? renamed(segment.rule, groupId, insteadId) : segment.rule,
      ...{ state: 'building' as const, timedUntil: now, version: segment.version + 1, updatedAt: now },
    };
    await tx.update(Segment, segment.id, changes);
    await requestBuild.rows(tx, [segment.id, 'definition', now]);
    await outbox.add(tx, changeOf({ ...segment, ...changes }, caller));
  }
}

// Ids are found nowhere but where they are meant.
const renamed = (rule: object | null, id: string, insteadId: string): object | null =>
  rule && JSON.parse(JSON.stringify(rule).replaceAll(id, insteadId));
