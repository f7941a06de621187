import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListDocumentsQuery, ListOwnDocumentsQuery } from './documents.bodies';
import { DocumentNotFound } from './documents.problems';
import type { DocumentsPageView, DocumentView, OwnDocumentsPageView } from './documents.views';

/** SQL of document `d` as employees see it, as JSON. */
export const DOCUMENT_JSON = `json_build_object(
  'id', d.id, 'customerId', d.customer_id, 'groupId', d.group_id, 'segmentId', d.segment_id, 'name', d.name, 'kind', d.kind,
  'mediaType', d.media_type, 'size', d.size, 'sha256', d.sha256, 'visible', d.visible, 'uploadedBy', d.uploaded_by,
  'createdAt', ${instant('d.created_at')}, 'updatedAt', ${instant('d.updated_at')}, 'version', d.version)`;

const OWN_JSON = `json_build_object(
  'id', d.id, 'name', d.name, 'kind', d.kind, 'mediaType', d.media_type, 'size', d.size,
  'createdAt', ${instant('d.created_at')})`;

/** SQL of what customer sees of documents `d`: its own and those of its groups and segments, unless they are hidden. */
const seenBy = (customer: string, now: string): string => `
  d.visible AND (d.customer_id = ${customer} OR d.group_id IN (
    SELECT g.group_id FROM customer_groups g
    WHERE g.customer_id = ${customer} AND (g.expires_at IS NULL OR g.expires_at > ${now}))
  OR d.segment_id IN (SELECT s.segment_id FROM customer_segments s WHERE s.customer_id = ${customer} AND s.is_in))`;

const byId = statement<{ view: string; version: number }>(
  'documents-by-id',
  `SELECT ${DOCUMENT_JSON}::text AS view, d.version FROM documents d WHERE d.id = $1 AND d.shop_id = $2`,
);

/** What it takes to send a document. */
export interface DocumentFile {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: string;
}

// $3 customer, null for employees, who see all.
const fileById = statement<DocumentFile & Record<string, unknown>>(
  'documents-file',
  `SELECT d.file_id AS "fileId", d.name, d.media_type AS "mediaType", d.size::text
   FROM documents d WHERE d.id = $1 AND d.shop_id = $2
     AND ($3::uuid IS NULL OR (${seenBy('$3::uuid', '$4::timestamptz')}))`,
);

const NAME = 'lower(d.name) COLLATE "C"';

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'd.created_at', type: 'timestamptz' },
    name: { sql: NAME, type: 'text' },
    size: { sql: 'd.size', type: 'bigint' },
  },
  defaultSort: '-createdAt',
  key: { sql: 'd.id', type: 'uuid' },
};

/** One document, as employees see it. */
export async function readDocument(
  on: Database | Tx,
  shopId: string,
  id: string,
): Promise<RawJson<DocumentView>> {
  const row = await byId.first(on, [id, shopId]);
  if (!row) throw new DocumentNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads documents. */
@Injectable()
export class DocumentsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  get({ shopId }: Principal, id: string): Promise<RawJson<DocumentView>> {
    return readDocument(this.db, shopId, id);
  }

  /** The file of a document that the caller may see. */
  async file(caller: Principal, id: string): Promise<DocumentFile> {
    const customerId = caller.kind === 'contact' ? caller.customerId : null;
    const found = await fileById.first(this.db, [id, caller.shopId, customerId, this.clock.now()]);
    if (!found) throw new DocumentNotFound();
    return found;
  }

  /** A page of all documents of the shop. */
  list(caller: Principal, query: ListDocumentsQuery): Promise<RawJson<DocumentsPageView>> {
    const filters = new Filters()
      .where(caller.shopId, (p) => `d.shop_id = ${p}`)
      .where(limitedTo(caller), (p) => `(d.customer_id IS NULL OR ${isSeen('d.customer_id', p)})`)
      .where(query.customerId, (p) => `d.customer_id = ${p}`)
      .where(query.groupId, (p) => `d.group_id = ${p}`)
      .where(query.segmentId, (p) => `d.segment_id = ${p}`)
      .startsWith(query.name, NAME)
      .where(query.kind, (p) => `d.kind = ${p}`)
      .where(query.visible, (p) => `d.visible = ${p}`);
    const list = {
      page: PAGE,
      view: `${DOCUMENT_JSON}::text`,
      matches: `FROM documents d WHERE ${filters.sql}`,
    };
    return readRawPage(this.db, list, query, filters.parameters);
  }

  /** A page of what the caller's customer sees. */
  listOwn(caller: Principal, query: ListOwnDocumentsQuery): Promise<RawJson<OwnDocumentsPageView>> {
    const customerId = caller.kind === 'contact' ? caller.customerId : null;
    const parameters = [caller.shopId, customerId, this.clock.now()];
    const list = {
      page: PAGE,
      view: `${OWN_JSON}::text`,
      matches: `FROM documents d WHERE d.shop_id = $1 AND ${seenBy('$2::uuid', '$3::timestamptz')}`,
    };
    return readRawPage(this.db, list, query, parameters);
  }
}
