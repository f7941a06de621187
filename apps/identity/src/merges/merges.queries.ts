import type { Principal } from '@clientele/contracts';
import { Database, type PageDefinition, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { Filters } from '../filters';
import { instant } from '../instants';
import { UNDO_DAYS } from './merge-undoing.domain';
import { MergeNotFound } from './merges.problems';
import type { MergesPageView, MergeView } from './merges.views';

/** Who has a part in a merge; identity itself is done with it at once. */
const SERVICES = `ARRAY['identity', 'groups', 'orders', 'support']`;

const VIEW = `json_build_object(
  'id', m.id, 'kind', 'customer-merge', 'state', CASE WHEN m.finished_at IS NULL THEN 'running' ELSE 'done' END,
  'cancelRequested', false,
  'progress', (SELECT count(*) FROM jsonb_object_keys(m.followed)) / ${`array_length(${SERVICES}, 1)`}::float,
  'counts', (SELECT coalesce(json_object_agg(k.name, k.sum), '{}')
             FROM (SELECT c.key AS name, sum(c.value::integer) AS sum
                   FROM jsonb_each(m.followed) f, jsonb_each_text(f.value -> 'moved') c GROUP BY c.key) k),
  'failure', NULL, 'createdBy', m.actor, 'resultUrl', '/v1/customers/' || m.into_id,
  'createdAt', ${instant('m.merged_at')}, 'startedAt', ${instant('coalesce(m.undone_at, m.merged_at)')},
  'finishedAt', ${instant('m.finished_at')}, 'version', m.version, 'fromId', m.from_id, 'intoId', m.into_id,
  'services', (SELECT json_agg(json_build_object(
                 'service', s.name, 'followedAt', m.followed -> s.name -> 'at',
                 'moved', coalesce(m.followed -> s.name -> 'moved', '{}')) ORDER BY s.place)
               FROM unnest(${SERVICES}) WITH ORDINALITY AS s (name, place)),
  'undoUntil', ${instant(`(m.merged_at + interval '${UNDO_DAYS} days')`)}, 'undoneAt', ${instant('m.undone_at')})::text`;

const byId = statement<{ view: string; version: number }>(
  'customer-merges-by-id',
  `SELECT ${VIEW} AS view, m.version FROM customer_merges m WHERE m.id = $1 AND m.shop_id = $2`,
);

/** `(merge, service, what it moved, whether it is the undoing, now)`: notes that a service has done its part. */
export const noteFollowed = statement(
  'customer-merges-note-followed',
  `UPDATE customer_merges m
   SET followed = f.followed, version = m.version + 1,
       finished_at = CASE WHEN f.followed ?& ${SERVICES} THEN $5::timestamptz END
   FROM (SELECT id, followed || jsonb_build_object($2::text, jsonb_build_object(
                  'at', to_char($5::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'moved', $3::jsonb)) AS followed
         FROM customer_merges WHERE id = $1 FOR UPDATE) f
   WHERE m.id = f.id AND (m.undone_at IS NOT NULL) = $4 AND NOT m.followed ? $2::text`,
);

const PAGE: PageDefinition = {
  sortable: { createdAt: { sql: 'm.merged_at', type: 'timestamptz' } },
  defaultSort: '-createdAt',
  key: { sql: 'm.id', type: 'uuid' },
};

/** One merge. */
export async function readMerge(on: Database | Tx, shopId: string, id: string): Promise<RawJson<MergeView>> {
  const row = await byId.first(on, [id, shopId]);
  if (!row) throw new MergeNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads merges. */
@Injectable()
export class MergesQueries {
  constructor(private readonly db: Database) {}

  get({ shopId }: Principal, id: string): Promise<RawJson<MergeView>> {
    return readMerge(this.db, shopId, id);
  }

  list(caller: Principal, query: ListQuery): Promise<RawJson<MergesPageView>> {
    const filters = new Filters()
      .where(caller.shopId, (p) => `m.shop_id = ${p}`)
      .where(limitedTo(caller), (p) => isSeen('m.into_id', p));
    const list = { page: PAGE, view: VIEW, matches: `FROM customer_merges m WHERE ${filters.sql}` };
    return readRawPage(this.db, list, query, filters.parameters);
  }
}
