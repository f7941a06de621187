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

  it('leaves values that speak of secrets', () => {
    expect(masked({ after: { note: 'my token', password: 'x' } })).toBe(
      '{"after":{"note":"my token","password":"***"}}',
    );
  });

  it('cuts long texts where there is too much, and says so', () => {
    const [before, after] = ['x'.repeat(10_000), 'y'.repeat(10_000)];

    expect(JSON.parse(masked({ before: { text: before }, after: { text: after, pinned: true } }))).toEqual({
      before: { text: `${'x'.repeat(1_000)}… (10000 characters)` },
      after: { text: `${'y'.repeat(1_000)}… (10000 characters)`, pinned: true },
    });
    expect(JSON.parse(masked({ after: { text: after } }))).toEqual({ after: { text: after } });
  });

  it('cuts no character in two', () => {
    const text = `x${'🍵'.repeat(10_000)}`;

    expect(JSON.parse(masked({ after: { text } }))).toEqual({
      after: { text: `x${'🍵'.repeat(499)}… (20001 characters)` },
    });
  });

  it('leaves out what is too large all the same, and says so', () => {
    const after = { ids: Array.from({ length: 2_000 }, () => 'x'.repeat(8)) };

    expect(JSON.parse(masked({ address: '::1', after }))).toEqual({
      address: '::1',
      leftOut: expect.stringMatching(/^22\d{3} characters$/),
    });
  });

  it('drops what Postgres cannot read, and half a character', () => {
    expect(masked({ after: { name: 'a\0b' } })).toBe('{"after":{"name":"ab"}}');
    expect(masked({ after: { ['a\ud83d']: 'a\udf75b 🍵' } })).toBe('{"after":{"a\ufffd":"a\ufffdb 🍵"}}');
  });

  it.each(['a\\u0000', '\\ud83d', '\\\\u0000"', '\n\\', '\u0001'])('keeps %j as it was written', (name) => {
    expect(JSON.parse(masked({ after: { name } }))).toEqual({ after: { name } });
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
