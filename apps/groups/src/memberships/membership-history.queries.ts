import type { Principal } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement } from '@clientele/database';
import { type RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { MembershipHistoryQuery } from './memberships.bodies';
import { MembershipsNotFound } from './memberships.problems';
import type { MembershipDecisionView } from './membership-explain.views';
import type { MembershipHistoryView } from './membership-history.views';

const known = statement('memberships-known', 'SELECT FROM members WHERE shop_id = $1 AND customer_id = $2');

// Who did it says why, where it was not somebody: each of our processes does one thing.
const REASON = `CASE WHEN h.reason IS NOT NULL THEN h.reason
  WHEN h.actor_kind = 'system' THEN replace(h.actor_id, 'groups-', '') ELSE 'by-hand' END`;

const ACTOR = `json_build_object('kind', h.actor_kind, 'id', h.actor_id)`;

/** What made a membership what it is, if not an order, and the end that it got. */
interface Decision extends MembershipDecisionView, Record<string, unknown> {
  readonly groupId: string;
  readonly expiresAt: Date | null;
}

/** `(customer, groups)`: the last decision about each. */
export const lastDecisions = statement<Decision>(
  'membership-changes-last-decisions',
  `SELECT DISTINCT ON (h.group_id) h.group_id AS "groupId", h.expires_at AS "expiresAt", ${ACTOR} AS actor, ${REASON} AS reason,
          h.batch_id AS "batchId", h.segment_id AS "segmentId", ${instantSql('h.changed_at')} AS "changedAt"
   FROM membership_changes h
   WHERE h.customer_id = $1 AND h.group_id = ANY ($2::uuid[]) AND h.grant_id IS NULL
     AND h.kind IN ('joined', 'extended', 'shortened')
   ORDER BY h.group_id, h.changed_at DESC, h.id DESC`,
);

const CAUSE = `CASE WHEN g.id IS NOT NULL
  THEN json_build_object('orderId', g.order_id, 'productId', g.product_id, 'ruleId', g.rule_id) END`;

const VIEW = `
  json_build_object(
    'id', h.id, 'customerId', h.customer_id, 'groupId', h.group_id, 'groupName', n.name, 'kind', h.kind,
    'expiresAt', ${instantSql('h.expires_at')},
    'reason', ${REASON},
    'actor', ${ACTOR},
    'batchId', h.batch_id, 'segmentId', h.segment_id, 'cause', ${CAUSE}, 'changedAt', ${instantSql('h.changed_at')})::text`;

/** SQL of customer $1 and of those that became part of it, and of these. */
const WITH_MERGED = `
  WITH RECURSIVE parts AS (
    SELECT $1::uuid AS id
    UNION SELECT m.from_id FROM parts p JOIN known_merges m ON m.into_id = p.id AND NOT m.undone
  )
  SELECT id FROM parts`;

const PAGE: PageDefinition = {
  sortable: { changedAt: { sql: 'h.changed_at', type: 'timestamptz' } },
  defaultSort: '-changedAt',
  key: { sql: 'h.id', type: 'uuid' },
};

/** Reads what happened to memberships. */
@Injectable()
export class MembershipHistoryQueries {
  constructor(private readonly db: Database) {}

  /** A page of what happened to the memberships of a customer and of those merged into it, the last first. */
  async list(
    { shopId }: Principal,
    customerId: string,
    query: MembershipHistoryQuery,
  ): Promise<RawJson<MembershipHistoryView>> {
    if (!(await known.first(this.db, [shopId, customerId]))) throw new MembershipsNotFound();
    const matches = `
      FROM membership_changes h
      LEFT JOIN groups n ON n.id = h.group_id
      LEFT JOIN grants g ON g.id = h.grant_id
      WHERE h.customer_id IN (${WITH_MERGED}) AND ($2::uuid IS NULL OR h.group_id = $2)`;
    const list = { page: PAGE, view: VIEW, matches };
    return readRawPage(this.db, list, query, [customerId, query.groupId ?? null]);
  }
}
