import fc from 'fast-check';
import { DateTime } from 'luxon';
import { limitPeriod, mistakeIn, REPETITIONS } from './purchase-limit';

const days = (period: ReturnType<typeof limitPeriod>, zone = 'UTC'): (string | null)[] =>
  period ? [period.from, period.to].map((instant) => DateTime.fromJSDate(instant, { zone }).toISODate()) : [];

describe('limitPeriod', () => {
  it('is from the first day to the end of the last', () => {
    const limit = { startsOn: '2026-01-10', endsOn: '2026-01-12' };

    expect(days(limitPeriod(limit, 'UTC', new Date('2026-01-09T23:59:59.999Z')))).toEqual([]);
    expect(days(limitPeriod(limit, 'UTC', new Date('2026-01-10T00:00:00Z')))).toEqual([
      '2026-01-10',
      '2026-01-13',
    ]);
    expect(days(limitPeriod(limit, 'UTC', new Date('2026-01-12T23:59:59.999Z')))).toHaveLength(2);
    expect(days(limitPeriod(limit, 'UTC', new Date('2026-01-13T00:00:00Z')))).toEqual([]);
  });

  it.each([
    ['2026-02-15', '2026-01-31', '2026-02-28'],
    ['2026-02-28', '2026-02-28', '2026-03-31'],
    ['2026-03-30', '2026-02-28', '2026-03-31'],
    ['2026-04-30', '2026-04-30', '2026-05-31'],
    ['2028-02-29', '2028-02-29', '2028-03-31'],
  ])('begins anew on the last day of shorter months (%s)', (day, from, to) => {
    const limit = { startsOn: '2026-01-31', repeats: 'monthly' } as const;

    expect(days(limitPeriod(limit, 'UTC', new Date(`${day}T12:00:00Z`)))).toEqual([from, to]);
  });

  it('counts quarters and years from the start', () => {
    const now = new Date('2027-03-01T00:00:00Z');

    expect(days(limitPeriod({ startsOn: '2025-11-30', repeats: 'quarterly' }, 'UTC', now))).toEqual([
      '2027-02-28',
      '2027-05-30',
    ]);
    expect(days(limitPeriod({ startsOn: '2024-02-29', repeats: 'yearly' }, 'UTC', now))).toEqual([
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  it('begins at midnight of the shop, or when the day does', () => {
    const limit = { startsOn: '2026-01-01', repeats: 'monthly' } as const;

    expect(limitPeriod(limit, 'Europe/Oslo', new Date('2026-06-30T22:00:00Z'))?.from).toEqual(
      new Date('2026-06-30T22:00:00Z'),
    );
    expect(
      limitPeriod(
        { startsOn: '2017-10-15', endsOn: '2017-10-15' },
        'America/Sao_Paulo',
        new Date('2017-10-15T12:00:00Z'),
      ),
    ).toEqual({ from: new Date('2017-10-15T03:00:00Z'), to: new Date('2017-10-16T02:00:00Z') });
  });

  const day = (min: string, max: string) =>
    fc.date({ min: new Date(min), max: new Date(max), noInvalidDate: true });
  const cases = [
    day('2000-01-01', '2058-12-31').map((date) => date.toISOString().slice(0, 10)),
    fc.constantFrom(...REPETITIONS),
    fc.constantFrom('UTC', 'Europe/Oslo', 'America/Sao_Paulo', 'Pacific/Apia', 'Asia/Kolkata'),
    day('2060-01-03', '2100-01-01'),
  ] as const;

  it('holds the instant, whatever the start, repetition and time zone', () => {
    fc.assert(
      fc.property(...cases, (startsOn, repeats, zone, now) => {
        const period = limitPeriod({ startsOn, repeats }, zone, now);

        expect(period && period.from <= now && now < period.to).toBe(true);
      }),
    );
  });

  it('leaves no gap and no overlap between repetitions', () => {
    fc.assert(
      fc.property(...cases, (startsOn, repeats, zone, now) => {
        const period = limitPeriod({ startsOn, repeats }, zone, now);
        const next = period && limitPeriod({ startsOn, repeats }, zone, period.to);
        const before =
          period && limitPeriod({ startsOn, repeats }, zone, new Date(period.from.getTime() - 1));

        expect(next?.from).toEqual(period?.to);
        expect(before?.to).toEqual(period?.from);
      }),
    );
  });

  it('begins on the day of the start, or on the last of a month that is too short for it', () => {
    fc.assert(
      fc.property(...cases, (startsOn, repeats, zone, now) => {
        const period = limitPeriod({ startsOn, repeats }, zone, now);
        const from = DateTime.fromJSDate(period?.from ?? now, { zone });

        expect(from.day).toBe(Math.min(Number(startsOn.slice(8)), from.daysInMonth ?? 0));
      }),
    );
  });
});

describe('mistakeIn', () => {
  it('wants an end or a repetition, and not both', () => {
    expect(mistakeIn({ startsOn: '2026-01-01' })).toBeDefined();
    expect(mistakeIn({ startsOn: '2026-01-01', endsOn: '2026-01-02', repeats: 'monthly' })).toBeDefined();
    expect(mistakeIn({ startsOn: '2026-01-01', repeats: 'monthly' })).toBeUndefined();
  });

  it('wants the end not to be before the start', () => {
    expect(mistakeIn({ startsOn: '2026-01-02', endsOn: '2026-01-01' })).toBeDefined();
    expect(mistakeIn({ startsOn: '2026-01-02', endsOn: '2026-01-02' })).toBeUndefined();
  });
});
