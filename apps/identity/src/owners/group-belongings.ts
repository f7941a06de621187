import type { Tx } from '@clientele/database';
import { Document } from '../documents/document.entity';
import { GraphicalProfile } from '../graphical-profiles/graphical-profile.entity';
import { Page } from '../pages/page.entity';

/**
 * Removes what belongs to a group, in the transaction that forgets the group: whoever adds something holds the group
 * (`requireOwner`), so that nothing can be added to a group that is gone.
 */
export async function removeGroupBelongings(tx: Tx, groupId: string): Promise<void> {
  for (const entity of [Document, Page, GraphicalProfile]) await tx.delete(entity, { groupId });
}
