import { statement } from '@clientele/database';
import type { MemberSource } from './segment-member.entity';
import type { PinEffect } from './segment-pin.entity';

interface Held extends Record<string, unknown> {
  readonly segmentId: string;
  readonly customerId: string;
}

/** `(customers)`: the segments they are in. */
export const heldBy = statement<Held & { readonly source: MemberSource }>(
  'segment-members-by-customers',
  `SELECT segment_id AS "segmentId", customer_id AS "customerId", source FROM segment_members
   WHERE customer_id = ANY ($1::uuid[])`,
);

/** `(segments, customers, now)`: the pins that hold. */
export const pinsOf = statement<Held & { readonly effect: PinEffect }>(
  'segment-pins-by-customers',
  `SELECT segment_id AS "segmentId", customer_id AS "customerId", effect FROM segment_pins
   WHERE segment_id = ANY ($1::uuid[]) AND customer_id = ANY ($2::uuid[]) AND (until IS NULL OR until > $3::timestamptz)`,
);

/**
 * `(segments, customers, sources, were in, now)`: who is to be in which segment, without a source in none; gives who came in and
 * who left.
 */
export const moveFew = statement<Held & { readonly id: number; readonly entered: boolean }>(
  'segment-members-move-few',
  `WITH moved AS MATERIALIZED (
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[]) AS m (segment_id, customer_id, source, was_in)
   ), gone AS (
     DELETE FROM segment_members m USING moved n
     WHERE m.segment_id = n.segment_id AND m.customer_id = n.customer_id AND n.source IS NULL
     RETURNING m.segment_id, m.customer_id
   ), come AS (
     INSERT INTO segment_members (segment_id, customer_id, source, entered_at)
     SELECT segment_id, customer_id, source, $5::timestamptz FROM moved WHERE source IS NOT NULL AND NOT was_in
     ON CONFLICT DO NOTHING RETURNING segment_id, customer_id
   ), other_source AS (
     UPDATE segment_members m SET source = n.source FROM moved n
     WHERE m.segment_id = n.segment_id AND m.customer_id = n.customer_id AND n.source IS NOT NULL AND n.was_in
   )
   INSERT INTO segment_transitions (segment_id, customer_id, entered, cause, happened_at)
   SELECT segment_id, customer_id, entered, 'change', $5::timestamptz
   FROM (SELECT segment_id, customer_id, false AS entered FROM gone UNION ALL SELECT segment_id, customer_id, true FROM come) t
   ORDER BY segment_id, customer_id
   RETURNING id::float8 AS id, segment_id AS "segmentId", customer_id AS "customerId", entered`,
);
