import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition } from '@clientele/database';
import { type RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { instant } from '../instants';
import type { ListAuditQuery } from './audit.bodies';
import type { AuditPageView } from './audit.views';

// Versions before wrote down NUL and half characters as they came, as escapes that Postgres keeps and cannot read. What they wrote
// stays, as the chain covers it. A backslash that somebody wrote is two, and begins no escape.
const READABLE = String.raw`CASE WHEN position('\u' IN e.details::text) = 0 THEN e.details
  ELSE regexp_replace(e.details::text, '(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][\da-f]{2})', '\1\\ufffd', 'gi')::json END`;

// Mended once, not for each of its parts.
const VIEW = `(SELECT json_build_object(
  'id', e.id, 'at', ${instant('e.at')}, 'service', e.service, 'kind', e.kind,
  'actor', json_build_object('kind', e.actor_kind, 'id', e.actor_id), 'operation', e.operation,
  'resource', json_build_object('type', e.resource_type, 'id', e.resource_id, 'ids', e.resource_ids),
  'customerId', e.customer_id, 'customerIds', e.customer_ids,
  'times', e.times, 'address', d.details->'address', 'userAgent', d.details->'userAgent',
  'query', d.details->'query', 'before', d.details->'before', 'after', d.details->'after')::text
  FROM (SELECT ${READABLE} AS details OFFSET 0) d)`;

const PAGE: PageDefinition = {
  sortable: { at: { sql: 'e.at', type: 'timestamptz' } },
  defaultSort: '-at',
  key: { sql: 'e.id', type: 'uuid' },
};

/** Reads the audit log. */
@Injectable()
export class AuditQueries {
  constructor(private readonly db: Database) {}

  /** A page of entries. */
  list(caller: Principal, query: ListAuditQuery): Promise<RawJson<AuditPageView>> {
    const { sql, parameters } = filtersOf(caller, query);
    const list = { page: PAGE, view: VIEW, matches: `FROM audit_entries e WHERE ${sql}` };
    return readRawPage(this.db, list, query, parameters);
  }
}

// What names several customers would tell of the others: all of them have to be seen.
const concernsSeen = (employee: string): string =>
  `(${isSeen('e.customer_id', employee)}
    OR e.customer_ids IS NOT NULL AND NOT EXISTS (
      SELECT FROM unnest(e.customer_ids) AS named (id) WHERE NOT (${isSeen('named.id', employee)})))`;

const filtersOf = (caller: Principal, query: ListAuditQuery): Filters =>
  new Filters()
    .where(caller.shopId, (p) => `e.shop_id = ${p}`)
    .where(limitedTo(caller), concernsSeen)
    .where(query.kind, (p) => `e.kind = ${p}`)
    .where(query.actorId, (p) => `e.actor_id = ${p}`)
    .where(query.operation, (p) => `e.operation = ${p}`)
    .where(query.resourceType, (p) => `e.resource_type = ${p}`)
    .where(query.resourceId, (p) => `(e.resource_id = ${p} OR e.resource_ids @> ARRAY[${p}::text])`)
    .where(query.customerId, (p) => `(e.customer_id = ${p} OR e.customer_ids @> ARRAY[${p}::uuid])`)
    .where(query.from, (p) => `e.at >= ${p}`)
    .where(query.to, (p) => `e.at < ${p}`);
