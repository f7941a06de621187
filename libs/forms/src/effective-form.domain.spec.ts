import fc from 'fast-check';
import { effectiveFields } from './effective-form.domain';
import { PRESENCES, type ScopedRule } from './form-rule';

let count = 0;
const rule = (changes: Partial<ScopedRule> = {}): ScopedRule => ({
  id: `rule-${String(++count).padStart(6, '0')}`,
  ...{ field: 'phone', type: null, groupId: null, customerId: null, presence: null, minLength: null },
  ...{ maxLength: null, pattern: null, help: null, defaultValue: null, label: null, choices: null },
  ...changes,
});
const forEveryone = (changes: Partial<ScopedRule>) => rule(changes);
const forGroup = (changes: Partial<ScopedRule>, groupId = `group-${++count}`) =>
  rule({ ...changes, groupId });
const forCustomer = (changes: Partial<ScopedRule>) => rule({ ...changes, customerId: 'ada' });
const phone = (...rules: ScopedRule[]) => effectiveFields(rules)[0];

describe('effectiveFields', () => {
  it('leaves fields alone that no rule is about', () => {
    expect(effectiveFields([])).toEqual([]);
    expect(phone(rule())).toMatchObject({ presence: 'optional', minLength: null, patterns: [] });
  });

  it('lets the customer win over groups, and groups over everyone', () => {
    const everyone = forEveryone({ presence: 'required' });
    const group = forGroup({ presence: 'optional' });
    const customer = forCustomer({ presence: 'hidden' });

    expect(phone(everyone)).toMatchObject({ presence: 'required' });
    expect(phone(everyone, group)).toMatchObject({ presence: 'optional' });
    expect(phone(customer, everyone, group)).toMatchObject({ presence: 'hidden' });
  });

  it('asks less specific rules about what the winner does not mention', () => {
    const rules = [
      forEveryone({ presence: 'required', pattern: '^\\+', help: { en: 'With country code' } }),
      forGroup({ maxLength: 20 }),
      forCustomer({ minLength: 8 }),
    ];

    expect(phone(...rules)).toMatchObject({
      presence: 'required',
      minLength: 8,
      maxLength: 20,
      patterns: ['^\\+'],
      help: { en: 'With country code' },
    });
  });

  it('takes the strictest of several groups', () => {
    const rules = [
      forGroup({ presence: 'optional', minLength: 2, maxLength: 30, pattern: 'a' }),
      forGroup({ presence: 'required', minLength: 5, maxLength: 40, pattern: 'b' }),
      forGroup({ presence: 'hidden', pattern: 'a' }),
    ];

    expect(phone(...rules)).toMatchObject({
      presence: 'required',
      minLength: 5,
      maxLength: 30,
      patterns: ['a', 'b'],
    });
  });

  it('offers the choices that all groups offer', () => {
    const [red, green, blue] = ['red', 'green', 'blue'].map((value) => ({ value, name: { en: value } }));
    if (!red || !green || !blue) throw new Error('no colours');

    const [field] = effectiveFields([
      forGroup({ field: 'colour', type: 'choice', choices: [red, green] }),
      forGroup({ field: 'colour', type: 'choice', choices: [green, blue] }),
      forGroup({ field: 'colour', type: 'choice' }),
    ]);

    expect(field).toMatchObject({ type: 'choice', choices: [green] });
  });

  it('never asks for a text longer than it may be', () => {
    expect(phone(forEveryone({ minLength: 10 }), forCustomer({ maxLength: 5 }))).toMatchObject({
      minLength: 5,
      maxLength: 5,
    });
  });

  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
  const anyRule = (scope: fc.Arbitrary<Pick<ScopedRule, 'groupId' | 'customerId'>>) =>
    fc
      .record({
        field: fc.constantFrom('phone', 'note'),
        presence: maybe(fc.constantFrom(...PRESENCES)),
        minLength: maybe(fc.nat(50)),
        maxLength: maybe(fc.integer({ min: 1, max: 50 })),
        pattern: maybe(fc.constantFrom('a', 'b', 'c')),
      })
      .chain((says) => scope.map((of) => ({ ...says, ...of })))
      .map((says) => rule(says));
  const aGroup = fc.nat(5).map((n) => ({ groupId: `group-${n}`, customerId: null }));
  const anyone = fc.oneof(
    aGroup,
    fc.constant({ groupId: null, customerId: null }),
    fc.constant({ groupId: null, customerId: 'ada' }),
  );

  it('does not depend on the order of the rules', () => {
    fc.assert(
      fc.property(fc.array(anyRule(anyone), { maxLength: 12 }), fc.func(fc.nat()), (rules, key) => {
        const shuffled = rules.toSorted((a, b) => key(a.id) - key(b.id));

        expect(effectiveFields(shuffled)).toEqual(effectiveFields(rules));
      }),
    );
  });

  it('only becomes stricter with another group', () => {
    const strictness = (presence: string | undefined) => PRESENCES.findIndex((one) => one === presence);
    fc.assert(
      fc.property(
        fc.array(anyRule(aGroup), { minLength: 1, maxLength: 6 }),
        anyRule(aGroup),
        (rules, more) => {
          const before = effectiveFields(rules).find(({ field }) => field === more.field);
          const after = effectiveFields([...rules, more]).find(({ field }) => field === more.field);
          fc.pre(before !== undefined);

          expect(strictness(after?.presence)).toBeGreaterThanOrEqual(strictness(before?.presence));
          expect(after?.maxLength ?? Infinity).toBeLessThanOrEqual(before?.maxLength ?? Infinity);
          expect(after?.patterns).toEqual(expect.arrayContaining([...(before?.patterns ?? [])]));
        },
      ),
    );
  });

  it('hears the customer in all that it says, whatever the others say', () => {
    const ofCustomer = anyRule(fc.constant({ groupId: null, customerId: 'ada' }));
    fc.assert(
      fc.property(fc.array(anyRule(aGroup), { maxLength: 6 }), ofCustomer, (rules, own) => {
        const field = effectiveFields([...rules, own]).find((one) => one.field === own.field);

        const heard = { presence: field?.presence, maxLength: field?.maxLength, patterns: field?.patterns };
        expect(heard).toEqual({
          presence: own.presence ?? heard.presence,
          maxLength: own.maxLength ?? heard.maxLength,
          patterns: own.pattern === null ? heard.patterns : [own.pattern],
        });
      }),
    );
  });
});
