import { isPattern } from '@clientele/forms';
import { type RuleToCheck, ruleFaults } from './rule-faults.domain';

const API = {
  firstName: { schema: { type: 'string', minLength: 1, maxLength: 255 }, required: true, nullable: false },
  phone: { schema: { type: 'string' }, required: false, nullable: true },
  birthday: { schema: { type: 'string', format: 'date' }, required: false, nullable: true },
  newsletter: { schema: { type: 'boolean' }, required: false, nullable: false },
};
const rule = (changes: Partial<RuleToCheck>): RuleToCheck => ({
  ...{ field: 'phone', type: null, presence: null, minLength: null, maxLength: null, pattern: null },
  ...{ help: null, defaultValue: null, label: null, choices: null },
  ...changes,
});
const CHOICES = [{ value: 'a', name: { en: 'A' } }];

describe('ruleFaults', () => {
  it.each<Partial<RuleToCheck>>([
    { presence: 'required', minLength: 3, maxLength: 20, pattern: '^\\+' },
    { field: 'firstName', presence: 'required', minLength: 2, maxLength: 50 },
    { field: 'newsletter', presence: 'hidden', help: { en: 'Weekly' } },
    { field: 'birthday', presence: 'required' },
    { field: 'badge', type: 'text', label: { en: 'Badge' }, maxLength: 10 },
    { field: 'size', type: 'choice', choices: CHOICES, defaultValue: { en: 'a' } },
    { field: 'constructor', type: 'number', defaultValue: { en: '1.5' } },
  ])('accepts %j', (changes) => {
    expect(ruleFaults(rule(changes), API)).toEqual([]);
  });

  it.each<[Partial<RuleToCheck>, string]>([
    [{ field: 'firstName', presence: 'optional' }, '/presence weaker-than-api'],
    [{ field: 'firstName', presence: 'hidden' }, '/presence weaker-than-api'],
    [{ field: 'firstName', maxLength: 300 }, '/maxLength weaker-than-api'],
    [{ field: 'firstName', minLength: 0 }, '/minLength weaker-than-api'],
    [{ field: 'firstName', minLength: 256 }, '/minLength impossible'],
    [{ minLength: 5, maxLength: 4 }, '/maxLength below-minimum'],
    [{ field: 'newsletter', presence: 'required' }, '/presence not-for-this-field'],
    [{ field: 'birthday', pattern: '2' }, '/pattern not-for-this-field'],
    [{ type: 'text' }, '/type not-for-this-field'],
    [{ label: { en: 'Telephone' } }, '/label not-for-this-field'],
    [{ field: 'badge' }, '/type type-missing'],
    [{ field: 'badge', type: 'number', maxLength: 3 }, '/maxLength not-for-this-field'],
    [{ field: 'badge', type: 'text', choices: CHOICES }, '/choices not-for-this-field'],
    [{ field: 'badge', type: 'number', defaultValue: { en: 'many' } }, '/defaultValue type'],
    [{ field: 'badge', type: 'date', defaultValue: { en: '2026-02-30' } }, '/defaultValue type'],
    [{ field: 'size', type: 'choice', choices: CHOICES, defaultValue: { en: 'b' } }, '/defaultValue type'],
  ])('refuses %j: %s', (changes, expected) => {
    expect(ruleFaults(rule(changes), API).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      expected,
    ]);
  });
});

describe('isPattern', () => {
  it.each(['^[A-Z]{2}\\d+$', '\\p{L}+', '(?:a|b)*', '^(a+)+$'])('accepts %s', (pattern) => {
    expect(isPattern(pattern)).toBe(true);
  });

  it.each(['(', 'a(?=b)', '(a)\\1', '(?i)a', '[[:alpha:]]', '((a{1000}){1000}){1000}', '\\Aa\\z'])(
    'refuses %s',
    (pattern) => {
      expect(isPattern(pattern)).toBe(false);
    },
  );
});
