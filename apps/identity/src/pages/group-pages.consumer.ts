import { type DomainEvent, type GroupDeleted, groupDeleted } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { GraphicalProfile } from '../graphical-profiles/graphical-profile.entity';
import { Page } from './page.entity';

/** Lets the pages of a group, and how they look, go with it. */
@Injectable()
export class GroupPagesConsumer {
  @Consume({ event: groupDeleted, durable: 'identity-group-pages' })
  async remove({ data }: DomainEvent<GroupDeleted>, tx: Tx): Promise<void> {
    await tx.delete(Page, { groupId: data.groupId });
    await tx.delete(GraphicalProfile, { groupId: data.groupId });
  }
}
