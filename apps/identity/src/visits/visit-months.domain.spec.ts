import { isOutdated, keptSince, monthsAhead } from './visit-months.domain';

const NOW = new Date('2026-11-30T23:59:59Z');

describe('monthsAhead', () => {
  it('is this month and the two after it', () => {
    expect(monthsAhead(NOW)).toEqual([
      { table: 'visits_2026_11', from: '2026-11-01', to: '2026-12-01' },
      { table: 'visits_2026_12', from: '2026-12-01', to: '2027-01-01' },
      { table: 'visits_2027_01', from: '2027-01-01', to: '2027-02-01' },
    ]);
  });
});

describe('isOutdated', () => {
  const since = keptSince(NOW, 3);

  it.each(['visits_2026_07', 'visits_2025_12'])('lets go of %s', (table) => {
    expect(isOutdated(table, since)).toBe(true);
  });

  it.each(['visits_2026_08', 'visits_2026_11', 'visits_default'])('keeps %s', (table) => {
    expect(isOutdated(table, since)).toBe(false);
  });
});
