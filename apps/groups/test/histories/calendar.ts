/** How long something lasts, in parts. */
export interface Length {
  readonly months?: number;
  readonly days?: number;
  readonly hours?: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const formats = new Map<string, Intl.DateTimeFormat>();
const remembered = new Map<string, number>();

/** ISO 8601. */
export const textOf = ({ months = 0, days = 0, hours = 0 }: Length): string =>
  `P${months > 0 ? `${months}M` : ''}${days > 0 ? `${days}D` : ''}${hours > 0 ? `T${hours}H` : ''}`;

/**
 * `from` plus a length by the calendar of a zone, worked out from nothing but what time a clock there shows: days and
 * months move the hands, hours pass.
 */
export function later(from: Date, length: Length, zone: string): Date {
  const { months = 0, days = 0, hours = 0 } = length;
  const key = `${zone} ${from.getTime()} ${textOf(length)}`;
  const known = remembered.get(key) ?? moved(from.getTime(), months, days, zone) + hours * HOUR;
  remembered.set(key, known);
  return new Date(known);
}

/** When a day, such as `2027-01-31`, is over in a zone: the first instant at which clocks show the next. */
export function dayOver(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`) + DAY;
  // Clocks of the earth are at most 14 hours ahead of UTC, and change by quarters of an hour.
  for (let instant = midnight - 15 * HOUR; ; instant += HOUR / 4)
    if (shown(instant, zone) >= midnight) return new Date(instant);
}

function moved(from: number, months: number, days: number, zone: string): number {
  if (months === 0 && days === 0) return from;
  const wall = new Date(shown(from, zone));
  const [year, month] = [wall.getUTCFullYear(), wall.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const time = wall.getTime() - Date.UTC(year, wall.getUTCMonth(), wall.getUTCDate());
  const target = Date.UTC(year, month, Math.min(wall.getUTCDate(), lastDay)) + days * DAY + time;

  const before = shown(target - DAY, zone) - (target - DAY);
  const after = shown(target + DAY, zone) - (target + DAY);
  const own = shown(from, zone) - from;
  // An hour that is shown twice is the one of the same kind as before; one that is skipped becomes the next.
  const found = [own, before, after].find((offset) => shown(target - offset, zone) === target);
  return target - (found ?? before);
}

/** What a clock in a zone shows, as if it were UTC. */
function shown(instant: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone: zone });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const seconds = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return seconds + (instant % 1000);
}

const PARTS: Intl.DateTimeFormatOptions = {
  ...({ year: 'numeric', month: 'numeric', day: 'numeric' } as const),
  ...({ hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const),
};
