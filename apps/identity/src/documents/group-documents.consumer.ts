import { type DomainEvent, type GroupDeleted, groupDeleted } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Document } from './document.entity';

/** Lets the documents of a group go with it. */
@Injectable()
export class GroupDocumentsConsumer {
  @Consume({ event: groupDeleted, durable: 'identity-group-documents' })
  async remove({ data }: DomainEvent<GroupDeleted>, tx: Tx): Promise<void> {
    await tx.delete(Document, { groupId: data.groupId });
  }
}
