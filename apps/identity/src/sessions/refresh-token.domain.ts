const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/** A lost answer can be asked for again this long. */
const GRACE_MS = 10 * SECOND_MS;
/** A session ends when it was not used for this long. */
const IDLE_MS = 7 * DAY_MS;
/** However much it is used. */
const LONGEST_SESSION_MS = 30 * DAY_MS;

/** What a refresh token is worth that proved to be one of ours. */
export type Verdict = 'rotate' | 'repeat' | 'reused' | 'over';

/** The chain that a refresh token belongs to, as it is now. */
export interface Chain {
  readonly generation: number;
  readonly rotatedAt: Date;
  readonly expiresAt: Date;
  readonly sessionExpiresAt: Date;
}

/**
 * Judges a token of some generation. The current one is rotated; the one before gets the same successor for a
 * moment, as its answer may have been lost or two tabs refreshed at once; an older one was stolen from somebody.
 */
export function judge(generation: number, chain: Chain, now: Date): Verdict {
  if (chain.expiresAt <= now || chain.sessionExpiresAt <= now) return 'over';
  if (generation === chain.generation) return 'rotate';
  const withinGrace = now.getTime() - chain.rotatedAt.getTime() <= GRACE_MS;
  return generation === chain.generation - 1 && withinGrace ? 'repeat' : 'reused';
}

export const idleUntil = (usedAt: Date): Date => new Date(usedAt.getTime() + IDLE_MS);

export const sessionEnd = (loggedInAt: Date): Date => new Date(loggedInAt.getTime() + LONGEST_SESSION_MS);
