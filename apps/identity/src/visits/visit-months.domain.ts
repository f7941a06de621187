import { DateTime } from 'luxon';

/** How many months are ready before they begin. */
const AHEAD = 2;

/** A month of visits, as a table of its own. */
export interface VisitMonth {
  readonly table: string;
  readonly from: string;
  readonly to: string;
}

/** The months that are to be there: this one and those to come. */
export function monthsAhead(now: Date): VisitMonth[] {
  const first = monthOf(now);
  return Array.from({ length: AHEAD + 1 }, (_, i) => first.plus({ months: i })).map((month) => ({
    table: `visits_${month.toFormat('yyyy_MM')}`,
    from: month.toFormat('yyyy-MM-dd'),
    to: month.plus({ months: 1 }).toFormat('yyyy-MM-dd'),
  }));
}

/** Visits from before this are not kept: this month and as many full ones are. */
export const keptSince = (now: Date, months: number): Date => monthOf(now).minus({ months }).toJSDate();

/** Whether a table is of a month that is kept no longer. */
export const isOutdated = (table: string, since: Date): boolean =>
  /^visits_\d{4}_\d{2}$/.test(table) && table < `visits_${monthOf(since).toFormat('yyyy_MM')}`;

const monthOf = (time: Date): DateTime => DateTime.fromJSDate(time, { zone: 'utc' }).startOf('month');
