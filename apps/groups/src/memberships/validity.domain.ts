import { DateTime, Duration } from 'luxon';

const DURATION =
  /^P(?=\d|T\d)(\d{1,5}Y)?(\d{1,5}M)?(\d{1,5}W)?(\d{1,6}D)?(T(?=\d)(\d{1,7}H)?(\d{1,8}M)?(\d{1,9}S)?)?$/;
const DATE = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const LONGEST_YEARS = 100;
/** What is later has five digits for the year, which neither the database nor events take. */
const LATEST = new Date('9999-12-31T23:59:59.999Z');

/** Tells whether `text` is an ISO 8601 duration of whole numbers, longer than nothing and at most a century. */
export function isDuration(text: unknown): boolean {
  if (typeof text !== 'string' || !DURATION.test(text)) return false;
  const duration = Duration.fromISO(text);
  return duration.isValid && duration.toMillis() > 0 && duration.as('years') <= LONGEST_YEARS;
}

/** Tells whether `text` is a day of the calendar, `YYYY-MM-DD`. */
export const isDay = (text: unknown): boolean =>
  typeof text === 'string' && DATE.test(text) && DateTime.fromISO(text).isValid;

/** `from` plus a duration by the calendar of a time zone: a day is 23 hours where clocks go forward. */
export const plusDuration = (from: Date, duration: string, zone: string): Date =>
  atLatest(DateTime.fromJSDate(from, { zone }).plus(Duration.fromISO(duration)));

/** The instant at which a day is over in a time zone. */
export const endOfDay = (day: string, zone: string): Date =>
  atLatest(DateTime.fromISO(day, { zone }).plus({ days: 1 }).startOf('day'));

const atLatest = (time: DateTime): Date => new Date(Math.min(time.toMillis(), LATEST.getTime()));

/** Tells whether something that ends at `expiresAt` (null: never) is over at `instant`. */
export const isOver = ({ expiresAt }: { readonly expiresAt: Date | null }, instant: Date): boolean =>
  expiresAt !== null && expiresAt <= instant;
