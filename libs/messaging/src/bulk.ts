/** How long a job that tells in bulk may tell nothing and still be at work: several times what its steps take. */
const QUIET = `interval '2 seconds'`;

/**
 * How long what is told in bulk waits for the job at most: 100 000 imported customers take half of it, and whatever more there
 * is, nobody knows a customer later than that.
 */
const LONGEST = `interval '60 seconds'`;

/**
 * SQL: whether what was told in bulk at the instant `since` has waited long enough: a minute, or until no job tells in bulk any more.
 * That one does shows in what it told last, at the instant `newest`: so nothing waits for a job that is over, was killed, or stands
 * still, whichever process it was in.
 */
export const hasWaited = (since: string, newest: string): string =>
  `(${since} < clock_timestamp() - ${LONGEST} OR coalesce(${newest} < clock_timestamp() - ${QUIET}, true))`;

/** SQL: when the newest row was told in bulk that is not published; null: there is none. */
export const NEWEST_TOLD = `
  (SELECT created_at FROM outbox WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL ORDER BY position DESC LIMIT 1)`;

/** SQL: the present instant while something that was told in bulk is not published; else null. */
export const NOW_WHILE_HELD_BACK = `
  (SELECT clock_timestamp() FROM outbox WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL LIMIT 1)`;
