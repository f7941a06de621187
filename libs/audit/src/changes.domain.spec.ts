import { changesOf, masked } from './changes.domain';

describe('masked', () => {
  it('shows that a secret was given, and not which', () => {
    const details = {
      after: { email: 'a@example.com', password: 'x', nested: [{ clientSecret: 'y', token: null }] },
    };

    expect(JSON.parse(masked(details))).toEqual({
      after: { email: 'a@example.com', password: '***', nested: [{ clientSecret: '***', token: null }] },
    });
  });

  it('keeps switches that are named after secrets', () => {
    expect(masked({ passwordSet: true })).toBe('{"passwordSet":true}');
  });

  it('leaves out what is too large, and says so', () => {
    expect(JSON.parse(masked({ address: '::1', after: { text: 'x'.repeat(20_000) } }))).toEqual({
      address: '::1',
      leftOut: expect.stringMatching(/^20\d{3} characters$/),
    });
  });

  it('drops what Postgres cannot show', () => {
    expect(masked({ after: { name: 'a\0b' } })).toBe('{"after":{"name":"ab"}}');
  });
});

describe('changesOf', () => {
  it('is what differs', () => {
    const before = { name: 'A', permissions: ['a'], position: 1, enabled: true };

    expect(changesOf(before, { name: 'B', permissions: ['a'], position: 1 })).toEqual({
      before: { name: 'A' },
      after: { name: 'B' },
    });
  });
});
