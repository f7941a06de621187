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
