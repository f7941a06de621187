/** How a try to log in ended. */
export type LoginOutcome =
  'succeeded' | 'unknown' | 'wrong-password' | 'disabled' | 'delayed' | 'code-needed' | 'wrong-code';

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
const LONGEST_DELAY_MS = 15 * 60 * SECOND_MS;
/** An address from which an account was used so recently is its owner's. */
const FAMILIAR_MS = 90 * DAY_MS;

/** Tries without a delay: one account is tried by one person, an address may be that of a whole office. */
export const FREE_TRIES = { account: 10, address: 100 } as const;

/** What is known of tries that are counted together. */
export interface Lane {
  readonly tries: number;
  readonly blockedUntil: Date | null;
  readonly touchedAt: Date;
}

/** Until when a lane takes no try; undefined if it takes one now. */
export const blockedUntil = (lane: Lane | undefined, now: Date): Date | undefined =>
  lane?.blockedUntil && lane.blockedUntil > now ? lane.blockedUntil : undefined;

/**
 * A lane after a try that is about to be made: it is counted before its outcome is known, so that many at once
 * are not all made. Beyond the free ones each doubles the delay, from a second to a quarter of an hour; a day without
 * tries begins anew.
 */
export function afterTry(lane: Lane | undefined, freeTries: number, now: Date): Lane {
  const isRecent = lane !== undefined && now.getTime() - lane.touchedAt.getTime() < DAY_MS;
  const tries = isRecent ? lane.tries + 1 : 1;
  const excess = tries - freeTries;
  if (excess <= 0) return { tries, blockedUntil: null, touchedAt: now };
  const delay = Math.min(LONGEST_DELAY_MS, 2 ** Math.min(excess - 1, 30) * SECOND_MS);
  return { tries, blockedUntil: new Date(now.getTime() + delay), touchedAt: now };
}

/** Whether tries from an address where the account was last used then are those of its owner. */
export const isFamiliar = (succeededAt: Date | null | undefined, now: Date): boolean =>
  succeededAt != null && now.getTime() - succeededAt.getTime() < FAMILIAR_MS;

const GRID_MS = 250;

/**
 * When a refusal is answered: at the next quarter of a second since the request came, so that its time does not tell
 * what was found on the way.
 */
export const answerAfter = (elapsedMs: number): number => GRID_MS - (elapsedMs % GRID_MS);
