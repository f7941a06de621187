import { registrationNumberFault } from './registration-number.domain';

const RULES = { registrationNumberPatterns: { FR: '^\\d{14}$', NO: '^\\d{9}$' }, homeCountry: 'NO' };

describe('registrationNumberFault', () => {
  it.each([
    ['923609016', null, false],
    ['12345678901234', null, true],
    ['12345678901234', 'FR', false],
    ['923609016', 'FR', true],
    ['HRB 4711', 'DE', false],
    ['HRB 4711', 'toString', false],
    [null, 'FR', false],
    [undefined, 'FR', false],
  ])('says of %p in %p whether something is wrong: %p', (number, country, isWrong) => {
    expect(registrationNumberFault(RULES, number, country) !== undefined).toBe(isWrong);
  });

  it('says nothing of who is nowhere', () => {
    expect(registrationNumberFault({ ...RULES, homeCountry: null }, 'anything')).toBeUndefined();
  });

  it('names the country and what must match', () => {
    expect(registrationNumberFault(RULES, 'x', 'FR')).toEqual({
      ...{ code: 'registration-number', message: 'In FR a registration number must match ^\\d{14}$.' },
    });
  });

  it('takes no longer for a long number of many tries', () => {
    const rules = { ...RULES, registrationNumberPatterns: { NO: '^(a+)+$' } };

    expect(registrationNumberFault(rules, `${'a'.repeat(60)}b`)).toBeDefined();
  });
});
