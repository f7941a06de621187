const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a key signs before the next one takes over. */
const PERIOD_MS = 30 * DAY_MS;

/** Twice as long as verifiers keep the published keys. */
const PUBLISHED_BEFORE_USE_MS = 20 * MINUTE_MS;

/** The longest life of any token: a visitor's, with a margin for replicas that sign with a retired key. */
const LONGEST_TOKEN_MS = 30 * DAY_MS + 5 * MINUTE_MS;

/** Tells whether a key has signed long enough. */
export const isDue = (activatedAt: Date, now: Date): boolean =>
  now.getTime() - activatedAt.getTime() >= PERIOD_MS;

/** When a key that is published now may sign. */
export const usableFrom = (publishedAt: Date): Date =>
  new Date(publishedAt.getTime() + PUBLISHED_BEFORE_USE_MS);

/** When the last token that a key signed is over. */
export const expiryOf = (retiredAt: Date): Date => new Date(retiredAt.getTime() + LONGEST_TOKEN_MS);
