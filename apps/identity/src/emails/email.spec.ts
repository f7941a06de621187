import { isEmail } from 'class-validator';
import { isEmailAddress, isWholeEmail, normalizeEmail, readableEmail, typedEmail } from './email';

describe('normalizeEmail', () => {
  it.each([
    ['  Ada@Example.COM ', 'ada@example.com'],
    ['kari@blåbær.example', 'kari@xn--blbr-roah.example'],
    ['KARI@BLÅBÆR.example', 'kari@xn--blbr-roah.example'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ['ada@127.1', 'ada@127.0.0.1'],
    ['ada@a--b.c-d.EXAMPLE', 'ada@a--b.c-d.example'],
  ])('brings %j to %s', (typed, normalized) => {
    expect(normalizeEmail(typed)).toBe(normalized);
  });

  it.each(['', 'ada', '@example.com', 'ada@', 'ada@exa mple.com', 'ada@xn--a.com', 'ada@1.2.3.4.5'])(
    'finds %j to be none',
    (text) => {
      expect(normalizeEmail(text)).toBeUndefined();
    },
  );
});

describe('isEmailAddress', () => {
  const PARTS = [
    'a',
    'B1',
    '.',
    '-',
    '_',
    '+',
    '@',
    '@',
    'xn--',
    'com',
    '.example',
    '.1',
    'ü',
    ' ',
    'x'.repeat(40),
  ];

  it('says at a glance of none that it is one that a closer look would not', () => {
    const texts = PARTS.flatMap((a) => PARTS.flatMap((b) => PARTS.map((c) => a + b + c))).flatMap((text) => [
      text,
      ...[`${text}.com`, `ada@${text}.com`, `${text}@example.com`],
    ]);
    const closely = (text: string): boolean => isEmail(text) && normalizeEmail(text) !== undefined;

    const wrong = texts.filter((text) => isEmailAddress(text) !== closely(text));

    expect(texts.filter(closely).length).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  });
});

describe('typedEmail', () => {
  it.each([
    [' Kari@Blåbær.example', 'Kari@xn--blbr-roah.example'],
    ['@blåbær.example', '@xn--blbr-roah.example'],
    ['Kari@Bl', 'Kari@Bl'],
    ['blåbær', 'blåbær'],
    ['kari@', 'kari@'],
  ])('looks for %j as %s', (typed, looked) => {
    expect(typedEmail(typed)).toBe(looked);
  });

  it('begins what it was typed from', () => {
    expect(normalizeEmail('Kari@Blåbær.example')).toBe(typedEmail('Kari@Blåbær.example').toLowerCase());
  });
});

describe('readableEmail', () => {
  it.each([
    ['Kari@BLÅBÆR.example', 'Kari@blåbær.example'],
    ['kari@blåb', 'kari@blåb'],
    ['kari@blåbær.', 'kari@blåbær.'],
    ['kari@xn--blbr-roah.example', 'kari@xn--blbr-roah.example'],
    ['blåbær', 'blåbær'],
  ])('looks for %j as %s', (typed, looked) => {
    expect(readableEmail(typed)).toBe(looked);
  });
});

describe('isWholeEmail', () => {
  it.each(['kari@blåbær.example', "o'neill@mail.example.com", 'A@B.CO'])('takes %j for one', (text) => {
    expect(isWholeEmail(text)).toBe(true);
  });

  it.each([
    'kari',
    'kari@',
    '@example.com',
    'kari@example',
    'kari@example.c',
    'kari@пример.испы',
    'a@b@c.de',
  ])('finds that more of %j may be missing', (text) => {
    expect(isWholeEmail(text)).toBe(false);
  });
});
