import type { Principal } from '@clientele/contracts';
import { Database, instantSql, statement, type Tx } from '@clientele/database';
import { type ListQuery, RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import type { ListSegmentMembersQuery, ListSegmentsQuery, ListTransitionsQuery } from './segments.bodies';
import { SegmentNotFound } from './segments.problems';
import type {
  PinsPageView,
  SegmentMembersPageView,
  SegmentsPageView,
  SegmentTransitionsPageView,
  SegmentView,
} from './segments.views';

const VIEW = `
  json_build_object(
    'id', s.id, 'name', s.name, 'rule', s.rule, 'includedGroupIds', s.included_group_ids,
    'excludedGroupIds', s.excluded_group_ids, 'state', s.state,
    'build', (SELECT json_build_object('cause', b.cause, 'processed', b.processed, 'total', b.total)
              FROM segment_builds b WHERE b.segment_id = s.id),
    'builtAt', ${instantSql('s.built_at')}, 'createdAt', ${instantSql('s.created_at')},
    'updatedAt', ${instantSql('s.updated_at')}, 'version', s.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'segments-by-id',
  `SELECT ${VIEW} AS view, s.version FROM segments s WHERE s.shop_id = $1 AND s.id = $2 AND s.state <> 'deleted'`,
);

const PIN = `json_build_object('customerId', p.customer_id, 'effect', p.effect,
  'until', ${instantSql('p.until')}, 'pinnedAt', ${instantSql('p.pinned_at')})::text`;

const SEGMENTS = {
  page: {
    sortable: { createdAt: { sql: 's.created_at', type: 'timestamptz' } },
    defaultSort: '-createdAt',
    key: { sql: 's.id', type: 'uuid' },
  },
  view: VIEW,
} as const;

const byCustomer = (row: string) =>
  ({
    sortable: { customerId: { sql: `${row}.customer_id`, type: 'uuid' } },
    defaultSort: 'customerId',
    key: { sql: `${row}.customer_id`, type: 'uuid' },
  }) as const;

const MEMBERS = {
  page: byCustomer('m'),
  view: `json_build_object('customerId', m.customer_id, 'source', m.source,
    'enteredAt', ${instantSql('m.entered_at')})::text`,
};

const TRANSITIONS = {
  page: {
    sortable: { happenedAt: { sql: 't.id', type: 'bigint' } },
    defaultSort: '-happenedAt',
    key: { sql: 't.id', type: 'bigint' },
  },
  view: `json_build_object('customerId', t.customer_id, 'entered', t.entered, 'cause', t.cause,
    'happenedAt', ${instantSql('t.happened_at')})::text`,
} as const;

/** One segment of a shop. */
export async function readSegment(
  on: Database | Tx,
  shopId: string,
  id: string,
): Promise<RawJson<SegmentView>> {
  const row = await byId.first(on, [shopId, id]);
  if (!row) throw new SegmentNotFound();
  return new RawJson(row.view, row.version);
}

/** Reads segments and who is in them. */
@Injectable()
export class SegmentsQueries {
  constructor(private readonly db: Database) {}

  get({ shopId }: Principal, id: string): Promise<RawJson<SegmentView>> {
    return readSegment(this.db, shopId, id);
  }

  /** A page of segments. */
  list({ shopId }: Principal, query: ListSegmentsQuery): Promise<RawJson<SegmentsPageView>> {
    const matches = `FROM segments s WHERE s.shop_id = $1 AND s.state <> 'deleted'
      AND ($2::uuid IS NULL OR EXISTS (
        SELECT FROM segment_members m WHERE m.segment_id = s.id AND m.customer_id = $2))`;
    return readRawPage(this.db, { ...SEGMENTS, matches }, query, [shopId, query.customerId ?? null]);
  }

  /** A page of a segment's members. */
  async members(
    caller: Principal,
    id: string,
    query: ListSegmentMembersQuery,
  ): Promise<RawJson<SegmentMembersPageView>> {
    const { matches, values } = await this.ofSegment(caller, id, 'segment_members m', query);
    values.push(query.source ?? null);
    const all = `${matches} AND ($4::text IS NULL OR m.source = $4)`;
    return readRawPage(this.db, { ...MEMBERS, matches: all }, query, values);
  }

  /** A page of who came and who left, the latest first. */
  async history(
    caller: Principal,
    id: string,
    query: ListTransitionsQuery,
  ): Promise<RawJson<SegmentTransitionsPageView>> {
    const { matches, values } = await this.ofSegment(caller, id, 'segment_transitions t', query);
    values.push(query.entered ?? null);
    const all = `${matches} AND ($4::boolean IS NULL OR t.entered = $4)`;
    return readRawPage(this.db, { ...TRANSITIONS, matches: all }, query, values);
  }

  /** A page of pins. */
  async pins(caller: Principal, id: string, query: ListQuery): Promise<RawJson<PinsPageView>> {
    const { matches, values } = await this.ofSegment(caller, id, 'segment_pins p', {});
    return readRawPage(this.db, { page: byCustomer('p'), view: PIN, matches }, query, values);
  }

  private async ofSegment(
    caller: Principal,
    id: string,
    table: string,
    { customerId }: { readonly customerId?: string },
  ): Promise<{ readonly matches: string; readonly values: unknown[] }> {
    await readSegment(this.db, caller.shopId, id);
    const row = table.slice(-1);
    const employeeId = limitedTo(caller) ?? null;
    const seen = employeeId === null ? '$2::uuid IS NULL' : isSeen(`${row}.customer_id`, '$2::uuid');
    const matches = `FROM ${table} WHERE ${row}.segment_id = $1 AND ${seen}
      AND ($3::uuid IS NULL OR ${row}.customer_id = $3)`;
    return { matches, values: [id, employeeId, customerId ?? null] };
  }
}
