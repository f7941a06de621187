import { AWAY_MS } from './patience';

/** How long to wait before each further delivery, in milliseconds. */
export const BACKOFF_MS = [250, 1_000, 5_000, 30_000, 120_000, 600_000] as const;

/** What to do with a message whose handler failed. */
export type Verdict = { readonly retryInMs: number } | { readonly bury: true };

/**
 * Decides after `failures` failures. While the database is away nothing is given up, and it does not count as a
 * failure: the message is no worse for it.
 */
export function afterFailure(failures: number, databaseAway: boolean): Verdict {
  if (databaseAway) return { retryInMs: AWAY_MS };
  const pause = BACKOFF_MS[failures - 1];
  return pause === undefined ? { bury: true } : { retryInMs: pause };
}
