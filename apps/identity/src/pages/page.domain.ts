/** When a page can be entered. */
export interface Validity {
  readonly enabled: boolean;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

const DAY_SECONDS = 24 * 60 * 60;
/** For how many seconds no code is looked at after the first wrong one, the second, …; the last counts for all further ones. */
export const SECONDS_CLOSED = [null, null, null, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300] as const;

/** Whether a page can be entered now: its first instant counts, its last does not. */
export const isOpen = ({ enabled, validFrom, validUntil }: Validity, now: Date): boolean =>
  enabled && (validFrom === null || validFrom <= now) && (validUntil === null || now < validUntil);

/** How long the token of somebody who enters is good: a day, and never longer than the page. */
export const tokenSeconds = ({ validUntil }: Pick<Validity, 'validUntil'>, now: Date): number =>
  validUntil === null
    ? DAY_SECONDS
    : Math.min(DAY_SECONDS, Math.ceil((validUntil.getTime() - now.getTime()) / 1_000));
