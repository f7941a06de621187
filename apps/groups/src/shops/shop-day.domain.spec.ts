import { ageOn, lastBirthdayOf } from './shop-day.domain';

describe('lastBirthdayOf', () => {
  const days = ['2024-02-28', '2024-02-29', '2024-03-01', '2027-02-28', '2027-03-01', '2027-12-31'];
  const birthdays = ['1996-02-28', '1996-02-29', '1996-03-01', '1997-02-28', '1997-03-01', '2000-12-31'];

  it.each(days)('divides those who are so old from those who are not: %s', (today) => {
    for (const birthday of birthdays)
      for (const age of [23, 26, 27, 28, 30, 31])
        expect(birthday <= lastBirthdayOf(today, age)).toBe(ageOn(today, birthday) >= age);
  });

  it('lets nobody be older than the calendar', () => {
    expect(lastBirthdayOf('2027-01-01', 2_000_000_000)).toBe('-infinity');
  });
});
