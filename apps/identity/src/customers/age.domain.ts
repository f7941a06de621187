import { DateTime } from 'luxon';

const OLDEST = 200;
/** Somewhere it is the next day already. */
const FURTHEST_HOURS = 14;

/** Tells whether somebody alive may be born on `day` (YYYY-MM-DD). */
export function isBirthday(day: string, now: Date): boolean {
  const latest = dayOf(new Date(now.getTime() + FURTHEST_HOURS * 3_600_000));
  const oldest = `${Number(latest.slice(0, 4)) - OLDEST}${latest.slice(4)}`;
  return day <= latest && day >= oldest;
}

/** The birthdays of those who are at least `from` and at most `to` years old `today`: after the one, until the other. */
export function birthdaysOfAges(
  today: string,
  { from, to }: { readonly from?: number; readonly to?: number },
) {
  const yearsAgo = (years: number): string =>
    DateTime.fromISO(today, { zone: 'utc' }).minus({ years }).toFormat('yyyy-MM-dd');
  return {
    after: to === undefined ? undefined : yearsAgo(to + 1),
    until: from === undefined ? undefined : yearsAgo(from),
  };
}

/** The day it is, in UTC. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
