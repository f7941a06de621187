import { dynamicStatement, statement, type Tx } from '@clientele/database';
import { isSeen, mayBeSeen } from '@clientele/sight';
import { wantedSql } from '../segments/membership-sql';
import { Parameters } from '../segments/rule-sql.domain';
import type { Moment } from '../shops/shop-day.domain';
import type { BatchInput } from './membership-batch-input';
import type { BatchOutcome } from './membership-batch.domain';

/** How many customers are looked for in one step. */
export const FOUND_TOGETHER = 20_000;
/**
 * How many are changed in one step: so long others wait who want to change one of them, and what follows comes at once. Their
 * events fill three parcels.
 */
export const CHANGED_TOGETHER = 300;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** The id of no segment: nobody is pinned in it. */
const NO_SEGMENT = BEFORE_ALL;

/** `(job, ids, rows)`: the customers of a batch, behind the rows that there are. */
export const keepIds = statement(
  'membership-batch-rows-keep-ids',
  `INSERT INTO membership_batch_rows (job_id, row, customer_id)
   SELECT $1, $3::integer + n.row, n.id FROM unnest($2::uuid[]) WITH ORDINALITY AS n (id, row)`,
);

/** `(job, rows, names, ids)`: the customers of a batch, as somebody named them; their ids where the names are ids. */
export const keepNamed = statement(
  'membership-batch-rows-keep-named',
  `INSERT INTO membership_batch_rows (job_id, row, given, customer_id)
   SELECT $1, n.row, n.given, n.id FROM unnest($2::integer[], $3::text[], $4::uuid[]) AS n (row, given, id)`,
);

/** A row that is still to be dealt with. */
export interface BatchRow {
  readonly row: number;
  readonly given: string | null;
  /** Null: it has to be looked for, or there is no such customer. */
  readonly customerId: string | null;
}

/**
 * `(job, row, row)`: the rows after the first to the second. With a limit in place of the end, Postgres, for which a new job has
 * few rows, would read and sort all that are left.
 */
export const rowsBetween = statement<BatchRow & Record<string, unknown>>(
  'membership-batch-rows-between',
  `SELECT row, given, customer_id AS "customerId" FROM membership_batch_rows
   WHERE job_id = $1 AND row > $2 AND row <= $3 ORDER BY row`,
);

/** `(job)`: its last row so far. */
export const lastRow = statement<{ row: number }>(
  'membership-batch-rows-last',
  'SELECT row FROM membership_batch_rows WHERE job_id = $1 ORDER BY row DESC LIMIT 1',
);

/** `(shop, customers, employee)`: locks those that are open and seen, in an order that all follow. */
export const lockNamed = statement<{ customerId: string }>(
  'members-lock-named',
  `SELECT m.customer_id AS "customerId" FROM members m
   WHERE m.shop_id = $1 AND m.customer_id = ANY ($2::uuid[]) AND ${mayBeSeen('m.customer_id', '$3')}
     AND NOT EXISTS (SELECT FROM customer_facts f WHERE f.customer_id = m.customer_id AND NOT f.is_open)
   ORDER BY m.customer_id FOR NO KEY UPDATE OF m`,
);

/** `(customers, groups, now)`: what orders gave them there no longer counts. */
export const revokeGrantsOf = statement(
  'grants-revoke-of-many',
  `UPDATE grants SET revoked_at = $3
   WHERE customer_id = ANY ($1::uuid[]) AND group_id = ANY ($2::uuid[]) AND revoked_at IS NULL`,
);

/** `(job, rows, customers, outcomes)`: what became of them. */
export const keepOutcomes = statement(
  'membership-batch-rows-keep-outcomes',
  `UPDATE membership_batch_rows r SET customer_id = o.customer_id, outcome = o.outcome
   FROM unnest($2::integer[], $3::uuid[], $4::text[]) AS o (row, customer_id, outcome)
   WHERE r.job_id = $1 AND r.row = o.row`,
);

/** A line of the report. */
export interface ReportedRow {
  readonly row: number;
  readonly given: string | null;
  readonly customerId: string | null;
  readonly outcome: BatchOutcome;
}

/** `(job, row)`: what became of those after it. */
export const reportAfter = statement<ReportedRow & Record<string, unknown>>(
  'membership-batch-rows-report',
  `SELECT row, given, customer_id AS "customerId", outcome FROM membership_batch_rows
   WHERE job_id = $1 AND row > $2 AND outcome IS NOT NULL ORDER BY row LIMIT 5000`,
);

/** Looks for the next customers of a batch, and keeps them as its rows behind those that there are. */
export async function keepFound(
  tx: Tx,
  { id, shopId, input }: { readonly id: string; readonly shopId: string; readonly input: BatchInput },
  { rows, found }: { readonly rows: number; readonly found?: string },
  moment: Moment,
): Promise<{ readonly count: number; readonly last: string | null }> {
  const parameters = new Parameters();
  const after = (customerId: string): string =>
    `${customerId} > ${parameters.add(found ?? BEFORE_ALL, 'uuid')}`;
  const wanted = input.rule
    ? wantedSql({ ...NOBODY_ELSE, rule: input.rule, shopId }, after, moment, parameters)
    : `SELECT m.customer_id FROM segment_members m
       WHERE m.segment_id = ${parameters.add(input.segmentId, 'uuid')} AND ${after('m.customer_id')}`;
  const seen = input.seenBy ? isSeen('w.customer_id', parameters.add(input.seenBy, 'uuid')) : 'true';
  const sql = `
    WITH found AS (
      SELECT w.customer_id FROM (${wanted}) w WHERE ${seen} ORDER BY w.customer_id LIMIT ${FOUND_TOGETHER}
    ), kept AS (
      INSERT INTO membership_batch_rows (job_id, row, customer_id)
      SELECT ${parameters.add(id, 'uuid')}, ${parameters.add(rows, 'integer')} + row_number() OVER (ORDER BY customer_id),
             customer_id
      FROM found
    )
    SELECT count(*)::integer AS count, (array_agg(customer_id ORDER BY customer_id DESC))[1] AS last FROM found`;
  const row = await dynamicStatement<{ count: number; last: string | null }>(sql).first(
    tx,
    parameters.values,
  );
  return row ?? { count: 0, last: null };
}

const NOBODY_ELSE = { id: NO_SEGMENT, includedGroupIds: [], excludedGroupIds: [] };
