import { DateTime } from 'luxon';

/** How often a purchase limit begins anew. */
export const REPETITIONS = ['monthly', 'quarterly', 'yearly'] as const;
export type Repetition = (typeof REPETITIONS)[number];

/** When a purchase limit applies: until a day, or again and again. Days are those of the shop's time zone. */
export interface LimitDates {
  /** First day, `YYYY-MM-DD`. */
  readonly startsOn: string;
  /** Last day; or else it repeats. */
  readonly endsOn?: string;
  readonly repeats?: Repetition;
}

/** A span of time; its end is not in it. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const MONTHS: Readonly<Record<Repetition, number>> = { monthly: 1, quarterly: 3, yearly: 12 };

/** What is wrong with the days of a limit, in one sentence; undefined if nothing is. */
export function mistakeIn({ startsOn, endsOn, repeats }: LimitDates): string | undefined {
  if ((endsOn === undefined) === (repeats === undefined)) return 'Give either endsOn or repeats.';
  return endsOn !== undefined && endsOn < startsOn ? 'endsOn is before startsOn.' : undefined;
}

/**
 * The period in which `now` counts; undefined before the limit starts and after it ends. Repetitions are anchored to the
 * start: what started on the 31st begins anew on the last day of a shorter month, and on the 31st of the next long one.
 */
export function limitPeriod(
  { startsOn, endsOn, repeats }: LimitDates,
  timeZone: string,
  now: Date,
): Period | undefined {
  const first = DateTime.fromISO(startsOn, { zone: 'utc' });
  const beginning = (repetition: number): Date =>
    midnight(first.plus({ months: repetition * MONTHS[repeats ?? 'monthly'] }), timeZone);
  if (now < beginning(0)) return undefined;
  if (repeats === undefined) {
    const period = { from: beginning(0), to: midnight(dayAfter(endsOn ?? startsOn), timeZone) };
    return now < period.to ? period : undefined;
  }

  const months = DateTime.fromJSDate(now, { zone: 'utc' }).diff(first, 'months').months;
  // One too early at most: the time zone may be a day off, and shorter months.
  let repetition = Math.max(0, Math.floor(months / MONTHS[repeats]) - 1);
  while (beginning(repetition + 1) <= now) repetition++;
  return { from: beginning(repetition), to: beginning(repetition + 1) };
}

const dayAfter = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' }).plus({ days: 1 });

// Some days begin at one o'clock, where the clocks go forward at midnight.
const midnight = (day: DateTime, zone: string): Date =>
  day.setZone(zone, { keepLocalTime: true }).startOf('day').toJSDate();
