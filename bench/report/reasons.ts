/** Why each statement is there, by what it is recognised by. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(BEGIN|START TRANSACTION)/, 'one short transaction: state and event together or not at all'],
  [/^COMMIT/, 'the end of it'],
  [/audit_entries|audit_links|clientele audit chain/, 'in the background: the audit log and its chain'],
  [/due_descriptions|customer-descriptions/, 'in the background: tells others what is new about customers'],
  [/UPDATE jobs SET state = 'running'/, 'in the background: looks for jobs to run'],
  [/^SELECT (\$1|1)$/, 'in the background: whether the database answers'],
  [/pg_try_advisory_xact_lock\(hashtext\(/, 'in the background: one process at a time'],
  [/'customer', json_build_object/, "identity's parts of the overview, written as JSON by Postgres"],
  [/FROM customers c LEFT JOIN .* WHERE c\.id = /, 'the whole answer, written as JSON by Postgres'],
  [/FROM customers c /, 'the page, one row more to know whether there is a next one'],
  [/FROM products p WHERE .* AND p\.active\) AS products/, 'group and products, all that prices depend on'],
  [/FROM carts c .* FOR UPDATE OF c/, 'locks the cart and reads all that its prices depend on'],
  [/FROM form_rules|known_form_rules/, "the shop's form rules; sent together with the lock"],
  [
    /INSERT INTO cart_lines/,
    'saves lines and totals and announces the change; sent together with the commit',
  ],
  [/INSERT INTO orders/, 'inserts order, lines, history, event, and closes the cart; sent with the commit'],
  [
    /plan_cache_mode/,
    'where a connection goes from lists to all else or back: planned for the values asked with, or for any',
  ],
  [/pg_try_advisory_xact_lock\(hashtextextended/, 'claims the Idempotency-Key, or finds the answer it had'],
  [/INSERT INTO idempotency_keys/, 'keeps the answer for a repetition; sent together with the commit'],
  [/FROM outbox WHERE published_at IS NULL/, 'in the background: the relay reads what is to be published'],
  [/UPDATE outbox SET published_at/, 'in the background: the relay marks a batch as published'],
  [
    /INSERT INTO rate_limits/,
    'in the background, once a second: shares the count of requests with other replicas',
  ],
  [/FROM (ONLY )?"public"|FOR KEY SHARE/, 'a foreign key, checked by Postgres itself'],
];

/** One line why a statement is there. */
export const reasonOf = (query: string): string =>
  REASONS.find(([pattern]) => pattern.test(query))?.[1] ?? 'in the background: now and then';
