import { isName } from './name.domain';

describe('isName', () => {
  it.each([
    "O'Neill",
    'O’Neill',
    'Jean-Noël',
    'Łukasz',
    'Björk Guðmundsdóttir',
    '王秀英',
    'Jr.',
    'Martin Luther King Jr.',
    'J. R. R.',
    'Nguye\u0302\u0303n',
    'محمد',
    'ชัยวัฒน์',
    'a'.repeat(255),
  ])('accepts %s', (name) => {
    expect(isName(name)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '.',
    '---',
    'example.com',
    'Win at www.example.com now',
    'https://example.com',
    'Robert1',
    'a@b',
    'Bobby; DROP TABLE',
    '<b>Bob</b>',
    'line\nbreak',
    'nul\0',
    'a'.repeat(256),
  ])('refuses %j', (name) => {
    expect(isName(name)).toBe(false);
  });
});
