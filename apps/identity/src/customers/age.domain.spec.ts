import { birthdaysOfAges, isBirthday } from './age.domain';

const NOW = new Date('2026-11-22T10:00:00Z');

describe('isBirthday', () => {
  it.each(['2026-11-22', '1985-04-12', '1826-11-23', '2026-11-23'])('takes %s', (day) => {
    expect(isBirthday(day, NOW)).toBe(true);
  });

  it.each(['2026-11-24', '1826-11-22', '0001-01-01'])('refuses %s', (day) => {
    expect(isBirthday(day, NOW)).toBe(false);
  });
});

describe('birthdaysOfAges', () => {
  it('begins after the birthday that makes somebody a year too old', () => {
    expect(birthdaysOfAges('2026-11-22', { from: 18, to: 30 })).toEqual({
      after: '1995-11-22',
      until: '2008-11-22',
    });
  });

  it('leaves open what is not asked for', () => {
    expect(birthdaysOfAges('2026-11-22', { from: 18 })).toEqual({ after: undefined, until: '2008-11-22' });
  });

  it('counts a year from 29 February as full on the day before 1 March', () => {
    expect(birthdaysOfAges('2024-02-29', { from: 1 }).until).toBe('2023-02-28');
  });
});
