import type { PaidOrderFacts } from '@clientele/contracts';
import { statement } from '@clientele/database';

/** `(job, last row so far, rows)`: what orders gave. */
export const keepReplayed = statement(
  'assignment-replay-rows-keep',
  `INSERT INTO assignment_replay_rows (job_id, row, order_id, line_id, product_id, paid_at, customer_id, rule_id, group_id, is_over,
                                       expires_at)
   SELECT $1::uuid, $2::integer + r.row, r."orderId", r."lineId", r."productId", r."paidAt", r."customerId", r."ruleId",
          r."groupId", r."isOver", r."expiresAt"
   FROM jsonb_to_recordset($3::jsonb) AS r (row integer, "orderId" uuid, "lineId" uuid, "productId" text, "paidAt" timestamptz,
     "customerId" uuid, "ruleId" uuid, "groupId" uuid, "isOver" boolean, "expiresAt" timestamptz)`,
);

/** `(job, orders)`: those that would have given something. */
export const keepTried = statement(
  'assignment-replay-orders-keep',
  `INSERT INTO assignment_replay_orders (job_id, order_id, customer_id, facts)
   SELECT $1::uuid, (facts -> 'order' ->> 'orderId')::uuid, (facts -> 'order' ->> 'customerId')::uuid, facts
   FROM jsonb_array_elements($2::jsonb) AS t (facts)`,
);

/** `(job, customers)`: what they had paid for before that would have given something, in that order. */
export const triedBefore = statement<{ facts: PaidOrderFacts }>(
  'assignment-replay-orders-of-customers',
  `SELECT facts FROM assignment_replay_orders WHERE job_id = $1 AND customer_id = ANY ($2::uuid[])
   ORDER BY facts ->> 'paidAt'`,
);

/** A line of the report. */
interface ReplayedRow extends Record<string, unknown> {
  readonly row: number;
  readonly cells: readonly (string | null)[];
}

export const REPLAY_COLUMNS = [
  ...['orderId', 'lineId', 'productId', 'paidAt', 'customerId', 'ruleId', 'groupId', 'outcome', 'expiresAt'],
] as const;

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** `(job, row)`: what orders gave, after it. */
export const replayedAfter = statement<ReplayedRow>(
  'assignment-replay-rows-after',
  `SELECT row, ARRAY[order_id::text, line_id::text, product_id, ${instant('paid_at')}, customer_id::text, rule_id::text,
                     group_id::text, CASE WHEN is_over THEN 'over' ELSE 'given' END, ${instant('expires_at')}] AS cells
   FROM assignment_replay_rows WHERE job_id = $1 AND row > $2 ORDER BY row LIMIT 5000`,
);
