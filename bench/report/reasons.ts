/** Why each statement is there, by what it is recognised by. */
const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(BEGIN|START TRANSACTION)/, 'one short transaction: state and event together or not at all'],
  [/^COMMIT/, 'the end of it'],
  [/'customer', json_build_object/, "identity's parts of the overview, written as JSON by Postgres"],
  [/FROM customers c WHERE c\.id/, 'the whole answer, written as JSON by Postgres'],
  [/FROM customers c WHERE/, 'the page, one row more to know whether there is a next one'],
  [/FROM products p WHERE .* AND p\.active\) AS products/, 'group and products, all that prices depend on'],
  [/FROM carts c .* FOR UPDATE OF c/, 'locks the cart and reads all that its prices depend on'],
  [/INSERT INTO cart_lines/, 'saves lines and totals and announces the change'],
  [/INSERT INTO orders/, 'inserts order, lines, history, event, and closes the cart'],
  [/plan_cache_mode/, 'sent together with the list: lets Postgres plan it for the values it is asked with'],
  [/pg_try_advisory_xact_lock/, 'claims the Idempotency-Key, or finds the answer it had'],
  [/INSERT INTO idempotency_keys/, 'keeps the answer for a repetition'],
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
