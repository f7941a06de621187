import { DateTime } from 'luxon';

/** An instant, and the day that it is in the shop. */
export interface Moment {
  readonly now: Date;
  readonly zone: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** How long ago: whole days of the shop's calendar, today being the day 0; or hours to the millisecond. */
export type Period = { readonly days: number } | { readonly hours: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LEAP_DAY = 229;
const FIRST_OF_MARCH = 301;

export const momentOf = (now: Date, zone: string): Moment => ({
  ...{ now, zone },
  today: DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM-dd'),
});

/** The instant at which a day begins, some days after another. */
export const startOfDay = (day: string, zone: string, plusDays = 0): Date =>
  DateTime.fromISO(day, { zone }).plus({ days: plusDays }).startOf('day').toJSDate();

/** The first instant that lies within a period before now. */
export const since = ({ now, zone, today }: Moment, period: Period): Date =>
  'hours' in period ? new Date(now.getTime() - period.hours * HOUR) : startOfDay(today, zone, -period.days);

/** The first instant at which `value` does not lie within the period before any more. */
export const passes = (value: Date, period: Period, zone: string): Date =>
  'hours' in period
    ? new Date(value.getTime() + period.hours * HOUR + 1)
    : startOfDay(momentOf(value, zone).today, zone, period.days + 1);

/** Month and day as a number, by which birthdays are found: 229 is the 29th of February. */
export const keyOf = (day: string): number => Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));

/**
 * The birthdays that are celebrated on some days, from one on. Who was born on the 29th of February celebrates on
 * the 1st of March in other years.
 */
export function birthdaysFrom(today: string, plusDays: number): number[] {
  const keys = new Set<number>();
  const first = Date.parse(today);
  for (let i = 0; i <= plusDays; i++) {
    const day = new Date(first + i * DAY);
    const key = (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
    keys.add(key);
    if (key === FIRST_OF_MARCH && new Date(day.getTime() - DAY).getUTCDate() === 28) keys.add(LEAP_DAY);
  }
  return [...keys].toSorted((a, b) => a - b);
}

/** How old somebody is on a day. */
export const ageOn = (today: string, birthday: string): number =>
  Number(today.slice(0, 4)) - Number(birthday.slice(0, 4)) - Number(keyOf(birthday) > keyOf(today));

/**
 * The last birthday of those who are at least so old on a day, or `-infinity`. In years without a 29th of February nobody was born
 * on it, so that the day before is as good.
 */
export function lastBirthdayOf(today: string, age: number): string {
  const year = Number(today.slice(0, 4)) - age;
  if (year < 1) return '-infinity';
  const day = `${String(year).padStart(4, '0')}${today.slice(4)}`;
  return DateTime.fromISO(day, { zone: 'utc' }).isValid ? day : `${day.slice(0, 8)}28`;
}

/** The day on which somebody becomes so old. */
export function dayOfAge(birthday: string, age: number): string {
  const year = String(Number(birthday.slice(0, 4)) + age).padStart(4, '0');
  const day = `${year}${birthday.slice(4)}`;
  return DateTime.fromISO(day, { zone: 'utc' }).isValid ? day : `${year}-03-01`;
}

/** How many days lie between two, `to` being the later. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);
