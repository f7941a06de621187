import { normalizeEmail } from './email';

describe('normalizeEmail', () => {
  it.each([
    ['  Ada@Example.COM ', 'ada@example.com'],
    ['kari@blåbær.example', 'kari@xn--blbr-roah.example'],
    ['KARI@BLÅBÆR.example', 'kari@xn--blbr-roah.example'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
  ])('brings %j to %s', (typed, normalized) => {
    expect(normalizeEmail(typed)).toBe(normalized);
  });

  it.each(['', 'ada', '@example.com', 'ada@', 'ada@exa mple.com'])('finds %j to be none', (text) => {
    expect(normalizeEmail(text)).toBeUndefined();
  });
});
