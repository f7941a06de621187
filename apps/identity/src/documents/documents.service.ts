import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { formatOf, safeFileName, StoredFiles } from '@clientele/files';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { requireOwner } from '../owners/require-owner';
import { Document } from './document.entity';
import { DocumentIntakeService } from './document-intake.service';
import { DocumentRoomService } from './document-room.service';
import type { EditDocumentBody, UploadDocumentQuery } from './documents.bodies';
import { DocumentNotFound } from './documents.problems';
import { readDocument } from './documents.queries';
import type { DocumentView } from './documents.views';

/** Keeps documents of customers, groups and segments. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly db: Database,
    private readonly intake: DocumentIntakeService,
    private readonly room: DocumentRoomService,
    private readonly files: StoredFiles,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The bytes are stored and looked at before the transaction; unless it keeps them, they go. */
  async upload(
    once: Once,
    caller: Principal,
    { name, visible, ...owner }: UploadDocumentQuery,
    content: Readable,
  ): Promise<RawJson<DocumentView>> {
    await requireOwner(this.db, caller.shopId, owner);
    const { format, file } = await this.intake.take(content);
    const { size, sha256, id: fileId } = file;
    try {
      return await once(
        async (tx) => {
          const [id, now, { shopId }] = [newId(), this.clock.now(), caller];
          // Once more: the content may have taken its time.
          await requireOwner(tx, shopId, owner);
          await this.room.take(tx, shopId, owner, size);
          await this.files.keep(tx, fileId);
          await tx.insert(Document, {
            ...{ id, shopId, customerId: owner.customerId ?? null, groupId: owner.groupId ?? null },
            segmentId: owner.segmentId ?? null,
            ...{ fileId, size: String(size), sha256, visible, uploadedBy: caller.id },
            ...{ extension: format.extension, kind: format.kind, mediaType: format.mediaType },
            ...{ name: safeFileName(name, format), createdAt: now, updatedAt: now, version: 1 },
          });
          return readDocument(tx, shopId, id);
        },
        { sha256, size },
      );
    } finally {
      // If it was not kept: the transaction failed, or this is a repetition that was answered as before.
      await this.files.discard(fileId);
    }
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    { name, visible }: EditDocumentBody,
  ): Promise<RawJson<DocumentView>> {
    const { shopId } = caller;
    return this.db.transaction(async (tx) => {
      const document = await lockDocument(tx, shopId, id);
      requireVersion(document.version, version);
      const format = formatOf(document.extension);
      const changes = {
        name: name !== undefined && format ? safeFileName(name, format) : document.name,
        visible: visible ?? document.visible,
      };

      await tx.update(Document, id, { ...changes, updatedAt: this.clock.now(), version: version + 1 });
      await this.audit.add(tx, caller, {
        ...deedOn(document, 'documents.edit'),
        ...changesOf(document, changes),
      });
      return readDocument(tx, shopId, id);
    });
  }

  /** The room is free at once, the file goes a little later. */
  remove(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const document = await lockDocument(tx, caller.shopId, id);
      await tx.delete(Document, { id });
      await this.audit.add(tx, caller, { ...deedOn(document, 'documents.remove'), before: document });
    });
  }
}

const deedOn = ({ id, customerId }: Document, operation: string): Deed => ({
  ...{ operation, resource: { type: 'documents', id }, customerId: customerId ?? undefined },
});

async function lockDocument(tx: Tx, shopId: string, id: string): Promise<Document> {
  const document = await tx.findOne(Document, { where: { id, shopId }, lock: { mode: 'pessimistic_write' } });
  if (!document) throw new DocumentNotFound();
  return document;
}
