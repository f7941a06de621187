/** How long to wait before each further delivery, in milliseconds. */
export const BACKOFF_MS = [250, 1_000, 5_000, 30_000, 120_000, 600_000] as const;

/** What to do with a message whose handler failed. */
export type Verdict = { readonly retryInMs: number } | { readonly bury: true };

/**
 * Decides after the failure of delivery number `deliveries`. While the database is away nothing is given up:
 * the message is no worse for it.
 */
export function afterFailure(deliveries: number, databaseAway: boolean): Verdict {
  const pause = BACKOFF_MS[deliveries - 1];
  if (databaseAway) return { retryInMs: Math.min(pause ?? 5_000, 5_000) };
  return pause === undefined ? { bury: true } : { retryInMs: pause };
}
