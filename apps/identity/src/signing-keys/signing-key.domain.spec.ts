import { expiryOf, isDue, usableFrom } from './signing-key.domain';

const noon = new Date('2026-11-22T12:00:00Z');
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);

describe('signing keys', () => {
  it('sign for 30 days', () => {
    expect(isDue(noon, later(29.9))).toBe(false);
    expect(isDue(noon, later(30))).toBe(true);
  });

  it('are published 20 minutes before they sign', () => {
    expect(usableFrom(noon).toISOString()).toBe('2026-11-22T12:20:00.000Z');
  });

  it('stay published until the last token they signed is over', () => {
    expect(expiryOf(noon).getTime()).toBeGreaterThan(later(30).getTime());
  });
});
