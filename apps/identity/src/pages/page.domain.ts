/** When a page can be entered. */
export interface Validity {
  readonly enabled: boolean;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
}

const DAY_SECONDS = 24 * 60 * 60;
/** So many wrong codes cost nothing but themselves. */
const FREE_GUESSES = 3;
const LONGEST_DELAY_SECONDS = 300;

/** Whether a page can be entered now: its first instant counts, its last does not. */
export const isOpen = ({ enabled, validFrom, validUntil }: Validity, now: Date): boolean =>
  enabled && (validFrom === null || validFrom <= now) && (validUntil === null || now < validUntil);

/** How long the token of somebody who enters is good: a day, and never longer than the page. */
export const tokenSeconds = ({ validUntil }: Pick<Validity, 'validUntil'>, now: Date): number =>
  validUntil === null
    ? DAY_SECONDS
    : Math.min(DAY_SECONDS, Math.ceil((validUntil.getTime() - now.getTime()) / 1_000));

/** How many seconds no code is looked at after so many wrong ones: 1, 2, 4 … up to five minutes. */
export const delayAfter = (wrongCodes: number): number =>
  wrongCodes <= FREE_GUESSES
    ? 0
    : Math.min(LONGEST_DELAY_SECONDS, 2 ** Math.min(30, wrongCodes - FREE_GUESSES - 1));
