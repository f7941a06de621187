import { LINK_PURPOSES, linkAddress, linkExpiry } from './one-time-link.domain';

describe('a one-time link', () => {
  it('leads to a page of the storefront, with the token where no server sees it', () => {
    expect(linkAddress('https://tea.example/', 'password-reset', 'abc')).toBe(
      'https://tea.example/password-reset#token=abc',
    );
    expect(linkAddress('https://tea.example/nb', 'invitation', 'abc')).toBe(
      'https://tea.example/nb/invitation#token=abc',
    );
  });

  it('is over after an hour for a reset, after three days at most', () => {
    const now = new Date('2026-11-22T10:00:00Z');
    const hours = LINK_PURPOSES.map(
      (purpose) => (linkExpiry(purpose, now).getTime() - now.getTime()) / 3_600_000,
    );

    expect(hours).toEqual([1, 24, 72, 72]);
  });
});
