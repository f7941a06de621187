import { endOfDay, isDay, isDuration, plusDuration } from './validity.domain';

const PARIS = 'Europe/Paris';
const at = (text: string) => new Date(text);

describe('isDuration', () => {
  it.each(['P30D', 'PT5S', 'P1M', 'P1Y', 'P2W', 'P1Y2M3DT4H5M6S', 'PT36H'])('takes %s', (text) => {
    expect(isDuration(text)).toBe(true);
  });

  it.each(['', 'P', 'PT', '30D', 'P0D', 'PT0S', 'P-1D', '-P1D', 'P1.5D', 'P1DT', 'P101Y', 'p1d', 30, null])(
    'refuses %p',
    (text) => {
      expect(isDuration(text)).toBe(false);
    },
  );
});

describe('isDay', () => {
  it('knows the calendar', () => {
    expect(
      ['2027-01-31', '2028-02-29', '2027-02-29', '2027-1-31', '2027-01-31T00:00:00Z', '0000-01-01'].map(
        isDay,
      ),
    ).toEqual([true, true, false, false, false, false]);
  });
});

describe('plusDuration', () => {
  it.each([
    [
      'the 31st of January plus a month is the last of February',
      '2027-01-31T10:00:00Z',
      'P1M',
      '2027-02-28T10:00:00Z',
    ],
    ['in a leap year the 29th', '2028-01-31T10:00:00Z', 'P1M', '2028-02-29T10:00:00Z'],
    ['a leap day plus a year is the 28th', '2028-02-29T10:00:00Z', 'P1Y', '2029-02-28T10:00:00Z'],
    ['a day keeps the hour when clocks go forward', '2027-03-27T11:00:00Z', 'P1D', '2027-03-28T10:00:00Z'],
    ['and when they go back', '2027-10-30T10:00:00Z', 'P1D', '2027-10-31T11:00:00Z'],
    ['24 hours are 24 hours whatever the clocks do', '2027-03-27T11:00:00Z', 'PT24H', '2027-03-28T11:00:00Z'],
    ['an hour that does not exist becomes the next', '2027-03-27T01:30:00Z', 'P1D', '2027-03-28T01:30:00Z'],
    ['seconds', '2027-01-01T00:00:00Z', 'PT5S', '2027-01-01T00:00:05Z'],
  ])('%s', (_, from, duration, expected) => {
    expect(plusDuration(at(from), duration, PARIS)).toEqual(at(expected));
  });

  it('ends with the year 9999', () => {
    const last = at('9999-12-31T23:59:59.999Z');

    expect(plusDuration(at('9950-01-01T00:00:00Z'), 'P100Y', PARIS)).toEqual(last);
    expect(plusDuration(last, 'PT1S', PARIS)).toEqual(last);
    expect(endOfDay('9999-12-31', 'America/New_York')).toEqual(last);
  });

  it('depends on the zone', () => {
    const from = at('2027-01-31T23:30:00Z');

    expect(plusDuration(from, 'P1M', 'UTC')).toEqual(at('2027-02-28T23:30:00Z'));
    expect(plusDuration(from, 'P1M', PARIS)).toEqual(at('2027-02-28T23:30:00Z'));
    expect(plusDuration(at('2027-01-30T23:30:00Z'), 'P1M', PARIS)).toEqual(at('2027-02-27T23:30:00Z'));
  });
});

describe('endOfDay', () => {
  it('is the next midnight of the zone', () => {
    expect(endOfDay('2027-01-31', PARIS)).toEqual(at('2027-01-31T23:00:00Z'));
    expect(endOfDay('2027-03-28', PARIS)).toEqual(at('2027-03-28T22:00:00Z'));
    expect(endOfDay('2027-01-31', 'America/New_York')).toEqual(at('2027-02-01T05:00:00Z'));
  });

  it('holds where midnight is skipped', () => {
    expect(endOfDay('2027-04-22', 'Africa/Cairo')).toEqual(at('2027-04-22T22:00:00Z'));
    expect(endOfDay('2027-04-29', 'Africa/Cairo')).toEqual(at('2027-04-29T22:00:00Z'));
  });
});
