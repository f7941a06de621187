import type { Place, Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { instant } from '../instant.queries';
import type { ListInboxesQuery } from './inboxes.bodies';
import { InboxNotFound } from './inboxes.problems';
import type { InboxesPageView, InboxView } from './inboxes.views';

const OFFERED = `'id', i.id, 'title', i.title, 'description', i.description, 'position', i.position`;
const FULL = `
  ${OFFERED}, 'email', i.email, 'saveMessages', i.save_messages, 'enabled', i.enabled,
  'createdAt', ${instant('i.created_at')}, 'updatedAt', ${instant('i.updated_at')}, 'version', i.version`;

const byId = statement<{ view: string; version: number }>(
  'inboxes-by-id',
  `SELECT json_build_object(${FULL})::text AS view, i.version FROM inboxes i WHERE i.shop_id = $1 AND i.id = $2`,
);

const PAGE: PageDefinition = {
  sortable: { position: { sql: 'i.position', type: 'integer' } },
  defaultSort: 'position',
  key: { sql: 'i.id', type: 'uuid' },
};

/** Reads inboxes. */
@Injectable()
export class InboxesQueries {
  constructor(private readonly db: Database) {}

  /** One inbox. */
  async get({ shopId }: Principal, id: string): Promise<RawJson<InboxView>> {
    const row = await byId.first(this.db, [shopId, id]);
    if (!row) throw new InboxNotFound();
    return new RawJson(row.view, row.version);
  }

  /** All inboxes for those who may read them, what is offered for anybody else. */
  list(
    caller: Principal | undefined,
    { shopId }: Place,
    query: ListInboxesQuery,
  ): Promise<RawJson<InboxesPageView>> {
    const seesAll = mayRead(caller);
    const matches = `FROM inboxes i WHERE i.shop_id = $1 ${seesAll ? '' : 'AND i.enabled'}`;
    const view = `json_build_object(${seesAll ? FULL : OFFERED})::text`;
    return readRawPage(this.db, { page: PAGE, view, matches }, query, [shopId]);
  }
}

const mayRead = (caller: Principal | undefined): boolean =>
  (caller?.kind === 'employee' || caller?.kind === 'client') && caller.permissions.has('inboxes:read');
