import type { GroupDeleted } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Document } from '../documents/document.entity';
import { GraphicalProfile } from '../graphical-profiles/graphical-profile.entity';
import { Page } from '../pages/page.entity';

// Held, so that what is moved there does not stay behind when that group goes as well. One not heard of yet is there.
const isGone = statement<{ deleted: boolean }>(
  'known-groups-hold',
  'SELECT deleted FROM known_groups WHERE id = $1 FOR SHARE',
);

/** `(group, replacement)`: the space that documents take counts for the replacement. */
const moveUsage = statement(
  'document-usages-move',
  `WITH left_over AS (DELETE FROM document_usages WHERE owner_id = $1 RETURNING bytes)
   INSERT INTO document_usages AS u (owner_id, bytes) SELECT $2, bytes FROM left_over
   ON CONFLICT (owner_id) DO UPDATE SET bytes = u.bytes + excluded.bytes`,
);

/** `(group, replacement)`: looks, unless the replacement has its own. */
const moveLook = statement(
  'graphical-profiles-move',
  `UPDATE graphical_profiles p SET group_id = $2, version = version + 1 WHERE p.group_id = $1
     AND NOT EXISTS (SELECT FROM graphical_profiles o WHERE o.shop_id = p.shop_id AND o.group_id = $2)`,
);

/** The group that takes the place of one that is deleted: the replacement, if all is to be moved there and it is there. */
export async function standInOf(
  tx: Tx,
  { belongings, replacementGroupId }: GroupDeleted,
): Promise<string | null> {
  if (belongings !== 'move' || replacementGroupId === undefined) return null;
  return (await isGone.first(tx, [replacementGroupId]))?.deleted ? null : replacementGroupId;
}

/** Gives what belongs to a group to another; what cannot be given is removed. */
export async function moveGroupBelongings(tx: Tx, groupId: string, insteadId: string): Promise<void> {
  for (const entity of [Document, Page])
    await tx.update(entity, { groupId }, { groupId: insteadId, version: () => 'version + 1' });
  await moveUsage.rows(tx, [groupId, insteadId]);
  await moveLook.rows(tx, [groupId, insteadId]);
  await removeGroupBelongings(tx, groupId);
}

/**
 * Removes what belongs to a group, in the transaction that forgets the group: whoever adds something holds the group
 * (`requireOwner`), so that nothing can be added to a group that is gone.
 */
export async function removeGroupBelongings(tx: Tx, groupId: string): Promise<void> {
  for (const entity of [Document, Page, GraphicalProfile]) await tx.delete(entity, { groupId });
}
