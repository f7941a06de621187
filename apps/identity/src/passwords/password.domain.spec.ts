import { weaknessOf } from './password.domain';

describe('weaknessOf', () => {
  it.each(['eight888', 'ÆØÅæøå12', 'a'.repeat(128), '🐎'.repeat(128)])('finds none in %s', (password) => {
    expect(weaknessOf(password)).toBeUndefined();
  });

  it('counts characters, not units of UTF-16', () => {
    expect(weaknessOf('🐎'.repeat(7))).toBe('too-short');
  });

  it('refuses what is too long', () => {
    expect(weaknessOf('a'.repeat(129))).toBe('too-long');
  });
});
