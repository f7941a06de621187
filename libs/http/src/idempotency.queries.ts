import { statement } from '@clientele/database';

/** What is known of a key. */
export interface Kept {
  readonly locked: boolean;
  readonly fingerprint: string | null;
  readonly problem: boolean | null;
  readonly body: string | null;
}

/**
 * `(principal, route, key)`. The lock lasts as long as the transaction: who does not get it meets a twin that is still at
 * work.
 */
export const claim = statement<Kept & Record<string, unknown>>(
  'idempotency-claim',
  `SELECT pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2 || ' ' || $3, 0)) AS locked,
          k.fingerprint, k.problem, k.body
   FROM (VALUES (1)) AS one LEFT JOIN idempotency_keys k ON k.principal = $1 AND k.route = $2 AND k.key = $3`,
);

/** `(principal, route, key, fingerprint, whether it is a problem, body)`. */
export const keep = statement(
  'idempotency-keep',
  `INSERT INTO idempotency_keys (principal, route, key, fingerprint, problem, body) VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** `(principal, route, key, fingerprint, body)`. Gives a row unless there was an answer already. */
export const keepProblem = statement(
  'idempotency-keep-problem',
  `INSERT INTO idempotency_keys (principal, route, key, fingerprint, problem, body)
   VALUES ($1, $2, $3, $4, true, $5) ON CONFLICT DO NOTHING RETURNING key`,
);
