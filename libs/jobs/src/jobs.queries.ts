import { instantSql, type PageDefinition, statement } from '@clientele/database';
import type { Actor } from '@clientele/contracts';
import type { JobCounts, JobState } from './job';

/** Whoever is at a job says so again within this time, or another process takes it. */
export const LEASE_SECONDS = 20;
const LEASE = `interval '${LEASE_SECONDS} seconds'`;

/** How often a job is begun without getting any further. */
export const MOST_ATTEMPTS = 5;

export interface ClaimedRow extends Record<string, unknown> {
  readonly id: string;
  readonly shopId: string;
  readonly actor: Actor;
  readonly input: object;
  readonly cursor: object | null;
  readonly counts: JobCounts;
  readonly attempts: number;
  readonly cancelRequested: boolean;
}

// Leases go by the clock of the database, the only one that all processes share; it decides no rule of the business.
export const claim = statement<ClaimedRow>(
  'jobs-claim',
  `UPDATE jobs
   SET state = 'running', lease_owner = $2, lease_until = clock_timestamp() + ${LEASE}, attempts = attempts + 1,
       started_at = coalesce(started_at, $3), version = version + 1
   WHERE id = (
     SELECT id FROM jobs
     WHERE kind = $1 AND finished_at IS NULL AND (lease_until IS NULL OR lease_until < clock_timestamp())
     ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
   RETURNING id, shop_id AS "shopId", actor, input, cursor, counts, attempts, cancel_requested AS "cancelRequested"`,
);

/** Nothing comes back if the job is not ours any more. */
export const beat = statement<{ cancelRequested: boolean }>(
  'jobs-beat',
  `UPDATE jobs SET lease_until = clock_timestamp() + ${LEASE}
   WHERE id = $1 AND lease_owner = $2 RETURNING cancel_requested AS "cancelRequested"`,
);

/** Only a place to go on from counts as having got further. */
export const advance = statement<{ cancelRequested: boolean }>(
  'jobs-advance',
  `UPDATE jobs
   SET cursor = coalesce($3::jsonb, cursor), progress = greatest(progress, coalesce($4, progress)), counts = $5,
       result = coalesce($6, result), attempts = CASE WHEN $3::jsonb IS NULL THEN attempts ELSE 0 END,
       lease_until = clock_timestamp() + ${LEASE}, version = version + 1
   WHERE id = $1 AND lease_owner = $2 RETURNING cancel_requested AS "cancelRequested"`,
);

/** Lets others go on with it, after a pause of so many seconds. */
export const giveBack = statement(
  'jobs-give-back',
  `UPDATE jobs SET lease_owner = NULL, lease_until = clock_timestamp() + $3 * interval '1 second'
   WHERE id = $1 AND lease_owner = $2`,
);

export const end = statement<{ result: object | null }>(
  'jobs-end',
  `UPDATE jobs
   SET state = $3, failure = $4, finished_at = $5, lease_owner = NULL, lease_until = NULL, version = version + 1,
       progress = CASE WHEN $3 = 'done' THEN 1 ELSE progress END
   WHERE id = $1 AND lease_owner = $2 RETURNING result`,
);

export const byId = statement<{ view: string; version: number }>(
  'jobs-by-id',
  `SELECT json_build_object(${fields()})::text AS view, j.version
   FROM jobs j WHERE j.id = $1 AND j.shop_id = $2 AND j.resource = $3 AND ${isOf('j.actor', '$4')}`,
);

export const resultOf = statement<{
  kind: string;
  state: JobState;
  result: object | null;
  finishedAt: Date | null;
}>(
  'jobs-result',
  `SELECT kind, state, result, finished_at AS "finishedAt" FROM jobs
   WHERE id = $1 AND shop_id = $2 AND resource = $3 AND ${isOf('actor', '$4')}`,
);

/** A job that nobody has begun ends at once; one at work ends with its step. */
export const cancel = statement<{ kind: string; input: object; ended: boolean }>(
  'jobs-cancel',
  `UPDATE jobs
   SET cancel_requested = true, version = version + 1,
       state = CASE WHEN lease_owner IS NULL THEN 'cancelled' ELSE state END,
       finished_at = CASE WHEN lease_owner IS NULL THEN $4::timestamptz END
   WHERE id = $1 AND shop_id = $2 AND resource = $3 AND finished_at IS NULL AND ${isOf('actor', '$5')}
   RETURNING kind, input, lease_owner IS NULL AS ended`,
);

export const old = statement<{
  id: string;
  kind: string;
  shopId: string;
  input: object;
  result: object | null;
}>(
  'jobs-old',
  `DELETE FROM jobs
   WHERE id = (SELECT id FROM jobs WHERE finished_at < $1 AND kind = ANY ($2) LIMIT 1 FOR UPDATE SKIP LOCKED)
   RETURNING id, kind, shop_id AS "shopId", input, result`,
);

/** Jobs as a list, newest first. */
export const JOBS: { readonly page: PageDefinition; readonly view: string } = {
  page: {
    sortable: { createdAt: { sql: 'j.created_at', type: 'timestamptz' } },
    defaultSort: '-createdAt',
    key: { sql: 'j.id', type: 'uuid' },
  },
  view: `json_build_object(${fields()})::text`,
};

/** That a job was asked for by this employee; null: by anybody. */
export function isOf(actor: string, employee: string): string {
  return `(${employee}::text IS NULL OR ${actor} ->> 'id' = ${employee})`;
}

// As `JobView` says it.
function fields(): string {
  return `
  'id', j.id, 'kind', j.kind, 'state', j.state, 'cancelRequested', j.cancel_requested, 'progress', round(j.progress::numeric, 3),
  'counts', j.counts, 'failure', j.failure, 'options', j.input - 'fileId', 'createdBy', j.actor,
  'resultUrl', format('/v1/%s/%s/result', j.resource, j.id),
  'createdAt', ${instantSql('j.created_at')}, 'startedAt', ${instantSql('j.started_at')},
  'finishedAt', ${instantSql('j.finished_at')}, 'version', j.version`;
}
