import { statement } from '@clientele/database';
import { OUTBOX_IS_BEHIND } from '@clientele/messaging';
import type { BuildCause } from './segment-build.entity';
import type { Evaluated } from './membership-sql';

const DEFINITION = `s.id, s.shop_id AS "shopId", s.rule, s.included_group_ids AS "includedGroupIds",
  s.excluded_group_ids AS "excludedGroupIds"`;

/** What changed of a customer. */
interface TakenChange {
  readonly customerId: string;
  readonly facts: readonly string[];
}

/** How many changes are looked at in one go. */
export const CHANGES_TOGETHER = 500;

/** Takes the next changes; those that another process is at are left to it. */
export const takeChanges = statement<TakenChange & Record<string, unknown>>(
  'fact-changes-take',
  `DELETE FROM fact_changes WHERE id = ANY (ARRAY(
     SELECT id FROM fact_changes ORDER BY id LIMIT ${CHANGES_TOGETHER} FOR UPDATE SKIP LOCKED))
   RETURNING customer_id AS "customerId", facts`,
);

/** Locks the facts of customers, in an order that all follow: what is reckoned from them is of use as long as they stay. */
export const lockCustomers = statement<{ customerId: string; shopId: string }>(
  'customer-facts-lock-known',
  `SELECT customer_id AS "customerId", shop_id AS "shopId" FROM customer_facts
   WHERE customer_id = ANY ($1::uuid[]) ORDER BY customer_id FOR NO KEY UPDATE`,
);

/** `(facts)`: whether there is a segment that depends on one of the facts. */
export const anyAffected = statement(
  'segments-any-affected',
  `SELECT FROM segments s WHERE s.state <> 'deleted'
     AND (s.facts && $1::text[] OR '*' = ANY ($1::text[]) OR s.id::text = ANY ($1::text[])) LIMIT 1`,
);

// Shared with others who look at changes of customers, not with those who build the segment.
const AFFECTED = `s.shop_id = ANY ($1::uuid[]) AND s.state <> 'deleted'
  AND (s.facts && $2::text[] OR '*' = ANY ($2::text[]) OR s.id::text = ANY ($2::text[]))`;

/** `(shops, facts)`: keeps the segments that depend on the facts from being built meanwhile. */
export const holdAffected = statement(
  'segments-hold-affected',
  `SELECT pg_advisory_xact_lock_shared(hashtextextended(s.id::text, 36)) FROM segments s WHERE ${AFFECTED}`,
);

/** `(shops, facts)`: the segments that depend on the facts, as they are now. */
export const affected = statement<Evaluated & { facts: readonly string[] } & Record<string, unknown>>(
  'segments-affected',
  `SELECT ${DEFINITION}, s.facts FROM segments s WHERE ${AFFECTED} ORDER BY s.id`,
);

/** A segment that is being built. */
export interface Building extends Evaluated {
  readonly cause: BuildCause;
  readonly doneUntil: string | null;
  readonly tellsAll: boolean;
  /** How many customers are left to look at, as far as it is known. */
  readonly left: number;
  readonly backlog: boolean;
}

/** The next segment to build, what was changed by somebody before what is only looked after. One that another process is at is left to it. */
export const nextBuild = statement<Building & Record<string, unknown>>(
  'segment-builds-next',
  `SELECT ${DEFINITION}, b.cause, b.done_until AS "doneUntil", b.tells_all AS "tellsAll",
          greatest(0, b.total - b.processed) AS left,
          ${OUTBOX_IS_BEHIND} AS backlog
   FROM segment_builds b JOIN segments s ON s.id = b.segment_id
   ORDER BY b.cause = 'reconciliation', b.requested_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
);

/** Waits until nobody looks at customers for a segment, and keeps them from it. */
export const holdAlone = statement(
  'segments-hold-alone',
  'SELECT pg_advisory_xact_lock(hashtextextended($1::text, 36))',
);

/** How many customers are brought up to date in one step: others wait for it. */
export const STEP = 5_000;

/** Among how many customers a step looks at most for those who are not, and of how many it tells whether they are in the segment. */
export const PORTION = 100_000;
export const TOLD = 20_000;

/** `(after, count)`: the last of the next customers, if there are as many. */
export const portionEnd = statement<{ last: string }>(
  'segment-builds-portion-end',
  'SELECT customer_id AS last FROM customer_facts WHERE customer_id > $1::uuid ORDER BY customer_id OFFSET $2::integer - 1 LIMIT 1',
);

export const stepDone = statement(
  'segment-builds-step-done',
  'UPDATE segment_builds SET done_until = $2, processed = processed + $3 WHERE segment_id = $1',
);

export const buildDone = statement(
  'segment-builds-done',
  `WITH done AS (DELETE FROM segment_builds WHERE segment_id = $1)
   UPDATE segments SET state = 'ready', built_at = $2 WHERE id = $1`,
);

/** `(segment, cause, now)`: asks for a segment to be built from the beginning. */
export const requestBuild = statement(
  'segment-builds-request',
  `INSERT INTO segment_builds (segment_id, cause, total, requested_at)
   VALUES ($1, $2, (SELECT greatest(reltuples, 0)::integer FROM pg_class WHERE oid = 'customer_facts'::regclass), $3)
   ON CONFLICT (segment_id) DO UPDATE SET cause = excluded.cause, done_until = NULL, processed = 0,
     total = excluded.total, requested_at = excluded.requested_at`,
);

/** `(shop, now)`: asks for the segments of a shop that depend on days to be built from the beginning. */
export const requestTimedBuilds = statement(
  'segment-builds-request-timed',
  `INSERT INTO segment_builds AS b (segment_id, cause, total, requested_at)
   SELECT s.id, 'definition', (SELECT greatest(reltuples, 0)::integer FROM pg_class WHERE oid = 'customer_facts'::regclass), $2::timestamptz
   FROM segments s WHERE s.shop_id = $1 AND s.is_timed AND s.state <> 'deleted' ORDER BY s.id
   ON CONFLICT (segment_id) DO UPDATE SET done_until = NULL, processed = 0 WHERE b.cause <> 'deletion'`,
);

const OF_SHOPS = 'segments s LEFT JOIN known_shops k ON k.id = s.shop_id';

/** `(zone of shops that none was told of)`: where shops are that have segments. */
export const zonesOfSegments = statement<{ zone: string }>(
  'segments-zones',
  `SELECT DISTINCT coalesce(k.time_zone, $1) AS zone FROM ${OF_SHOPS} WHERE s.state = 'ready'`,
);

/** `(now, built before, zone, zone of shops that none was told of)`: asks for the segments there to be looked at again that were not for so long. */
export const requestReconciliation = statement(
  'segment-builds-request-all',
  `INSERT INTO segment_builds (segment_id, cause, total, requested_at)
   SELECT s.id, 'reconciliation', (SELECT greatest(reltuples, 0)::integer FROM pg_class WHERE oid = 'customer_facts'::regclass), $1::timestamptz
   FROM ${OF_SHOPS}
   WHERE s.state = 'ready' AND s.built_at < $2::timestamptz AND coalesce(k.time_zone, $4) = $3::text ORDER BY s.id
   ON CONFLICT (segment_id) DO NOTHING`,
);

/** `(now)`: asks for all segments to be looked at again, and for all who are in them to be told. */
export const requestTelling = statement(
  'segment-builds-request-telling',
  `INSERT INTO segment_builds AS b (segment_id, cause, total, tells_all, requested_at)
   SELECT s.id, 'reconciliation', (SELECT greatest(reltuples, 0)::integer FROM pg_class WHERE oid = 'customer_facts'::regclass), true, $1::timestamptz
   FROM segments s WHERE s.state <> 'deleted' ORDER BY s.id
   ON CONFLICT (segment_id) DO UPDATE SET tells_all = true, done_until = NULL, processed = 0 WHERE b.cause <> 'deletion'`,
);

/** Takes a deleted segment apart, some of it at a time. */
export const takeApart = [
  statement<{ count: number }>(
    'segment-members-take-apart',
    `WITH gone AS (DELETE FROM segment_members WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM segment_members WHERE segment_id = $1 LIMIT ${STEP})) RETURNING 1)
     SELECT count(*)::integer AS count FROM gone`,
  ),
  statement<{ count: number }>(
    'segment-transitions-take-apart',
    `WITH gone AS (DELETE FROM segment_transitions WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM segment_transitions WHERE segment_id = $1 LIMIT ${STEP})) RETURNING 1)
     SELECT count(*)::integer AS count FROM gone`,
  ),
];

export const forget = statement('segments-forget', 'DELETE FROM segments WHERE id = $1');

/** A segment whose members change with time, not looked at since `timedUntil`. */
export interface Timed extends Evaluated {
  readonly timedUntil: Date;
}

/** `(now)`: the next segment for which time has passed. */
export const nextTimed = statement<Timed & Record<string, unknown>>(
  'segments-next-timed',
  `SELECT ${DEFINITION}, s.timed_until AS "timedUntil" FROM segments s
   WHERE s.is_timed AND s.state <> 'deleted' AND s.timed_until < $1
   ORDER BY s.timed_until LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
);

export const timed = statement('segments-timed', 'UPDATE segments SET timed_until = $2 WHERE id = $1');

/** `(now)`: ends pins that are over. */
export const endPins = statement(
  'segment-pins-end',
  `WITH ended AS (
     DELETE FROM segment_pins WHERE (segment_id, customer_id) IN (
       SELECT segment_id, customer_id FROM segment_pins WHERE until <= $1 LIMIT 5000 FOR UPDATE SKIP LOCKED)
     RETURNING segment_id, customer_id
   )
   INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, ARRAY[segment_id::text] FROM ended`,
);
