import { NOTHING_KNOWN } from '../../test/known-facts';
import { holds } from './evaluation.domain';
import { explain, nextChange } from './explanation.domain';
import type { KnownFacts } from './known-facts';
import type { Rule } from './rule';
import { momentOf } from '../shops/shop-day.domain';

const PARIS = 'Europe/Paris';
const NOON = new Date('2026-03-01T12:00:00+01:00');
const at = (instant: string) => momentOf(new Date(instant), PARIS);
const known = (facts: Partial<KnownFacts>): KnownFacts => ({ ...NOTHING_KNOWN, ...facts });
const changeOf = (rule: Rule, facts: Partial<KnownFacts>, now = NOON): string | undefined =>
  nextChange(rule, known(facts), momentOf(now, PARIS))?.toISOString();

describe('a rule', () => {
  const fromFrance: Rule = { fact: 'country', operator: 'equals', value: 'FR' };

  it('takes a missing value for other than all values', () => {
    const now = momentOf(NOON, PARIS);

    expect(holds(fromFrance, NOTHING_KNOWN, now)).toBe(false);
    expect(holds({ fact: 'country', operator: 'notEquals', value: 'FR' }, NOTHING_KNOWN, now)).toBe(true);
    expect(holds({ not: fromFrance }, NOTHING_KNOWN, now)).toBe(true);
    expect(holds({ fact: 'age', operator: 'atMost', value: 200 }, NOTHING_KNOWN, now)).toBe(false);
    expect(
      holds({ fact: 'lastOrderAt', operator: 'notWithinLast', value: { days: 9 } }, NOTHING_KNOWN, now),
    ).toBe(true);
  });

  it('leaves missing values out where it says so', () => {
    const rule: Rule = {
      all: [
        { fact: 'country', operator: 'hasValue' },
        { fact: 'country', operator: 'notEquals', value: 'FR' },
      ],
    };

    expect(holds(rule, NOTHING_KNOWN, momentOf(NOON, PARIS))).toBe(false);
    expect(holds(rule, known({ country: 'BE' }), momentOf(NOON, PARIS))).toBe(true);
  });

  it('takes a postcode for itself, and an amount for what it is worth', () => {
    const comesTo = (rule: Rule, facts: Partial<KnownFacts>) =>
      holds(rule, known(facts), momentOf(NOON, PARIS));
    const inBrussels: Rule = { fact: 'postcode', operator: 'in', value: ['1000', '1020'] };
    const spent: Rule = { fact: 'totalSpent', operator: 'equals', value: '9.50' };

    expect(comesTo(inBrussels, { postcode: '1000' })).toBe(true);
    expect(comesTo(inBrussels, { postcode: '01000' })).toBe(false);
    expect(comesTo(spent, { totalSpent: '9.5' })).toBe(true);
  });

  it('counts days by the calendar of the shop', () => {
    const yesterday: Rule = { fact: 'lastOrderAt', operator: 'withinLast', value: { days: 1 } };
    const ordered = known({ lastOrderAt: new Date('2026-06-10T00:30:00+02:00') });

    expect(holds(yesterday, ordered, at('2026-06-11T23:59:59+02:00'))).toBe(true);
    expect(holds(yesterday, ordered, at('2026-06-12T00:00:00+02:00'))).toBe(false);
    expect(nextChange(yesterday, ordered, at('2026-06-10T08:00:00+02:00'))).toEqual(
      new Date('2026-06-12T00:00:00+02:00'),
    );
  });

  it('counts hours to the millisecond', () => {
    const rule: Rule = { fact: 'openCartSince', operator: 'notWithinLast', value: { hours: 2 } };

    expect(changeOf(rule, { openCartSince: NOON })).toBe('2026-03-01T13:00:00.001Z');
  });

  it.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2028-02-29', true],
    ['2028-03-01', false],
  ])('lets those born on the 29th of February celebrate on %s: %s', (day, celebrates) => {
    const birthday: Rule = { fact: 'birthday', operator: 'withinNext', value: { days: 0 } };

    expect(holds(birthday, known({ birthday: '2000-02-29' }), at(`${day}T12:00:00+01:00`))).toBe(celebrates);
  });

  it('knows when an age is reached', () => {
    const grown: Rule = { fact: 'age', operator: 'atLeast', value: 18 };

    expect(changeOf(grown, { birthday: '2010-06-15' })).toBe('2028-06-14T22:00:00.000Z');
    expect(changeOf(grown, { birthday: '1990-06-15' })).toBeUndefined();
    expect(changeOf(grown, { birthday: '2012-02-29' })).toBe('2030-02-28T23:00:00.000Z');
  });

  it('knows when a birthday comes within reach, and when it is over', () => {
    const soon: Rule = { fact: 'birthday', operator: 'withinNext', value: { days: 7 } };

    expect(changeOf(soon, { birthday: '1990-03-20' })).toBe('2026-03-12T23:00:00.000Z');
    expect(changeOf(soon, { birthday: '1990-03-05' })).toBe('2026-03-05T23:00:00.000Z');
  });

  it('knows when all of it changes, not only a part', () => {
    const rule: Rule = {
      any: [
        { fact: 'lastOrderAt', operator: 'withinLast', value: { days: 10 } },
        { fact: 'lastVisitAt', operator: 'withinLast', value: { days: 20 } },
      ],
    };

    expect(changeOf(rule, { lastOrderAt: NOON, lastVisitAt: NOON })).toBe('2026-03-21T23:00:00.000Z');
  });

  it('counts orders of a product within a time where both are asked for, and of all time otherwise', () => {
    const twice = { fact: 'productsBought', operator: 'anyOf', value: ['tea'], minOrders: 2 } as const;
    const lately: Rule = { ...twice, withinLast: { days: 30 } };
    const bought = (...days: readonly string[]) => {
      const boughtAt = days.map((day) => new Date(`2026-${day}T12:00:00+01:00`));
      return {
        productsBought: [{ id: 'tea', orders: boughtAt.length, lastBoughtAt: boughtAt[0] ?? NOON, boughtAt }],
      };
    };
    const comesTo = (rule: Rule, facts: Partial<KnownFacts>) =>
      holds(rule, known(facts), momentOf(NOON, PARIS));

    expect(comesTo(twice, bought('02-20', '01-01'))).toBe(true);
    expect(comesTo(lately, bought('02-20', '01-01'))).toBe(false);
    expect(comesTo(lately, bought('02-20', '02-01', '01-01'))).toBe(true);
    // Of three the second is the one too few.
    expect(changeOf(lately, bought('02-20', '02-01', '01-01'))).toBe('2026-03-03T23:00:00.000Z');
    expect(changeOf(lately, bought('02-20', '01-01'))).toBeUndefined();
  });

  it('is explained, condition by condition', () => {
    const rule: Rule = {
      all: [
        fromFrance,
        { not: { fact: 'productsBought', operator: 'anyOf', value: ['tea'], withinLast: { days: 1 } } },
      ],
    };
    const productsBought = [{ id: 'tea', orders: 1, lastBoughtAt: NOON, boughtAt: [NOON] }];

    expect(explain(rule, known({ country: 'FR', productsBought }), momentOf(NOON, PARIS))).toEqual({
      result: false,
      all: [
        { ...fromFrance, result: true, actual: 'FR', changesAt: null },
        {
          result: false,
          not: expect.objectContaining({
            ...{ result: true, actual: productsBought, changesAt: '2026-03-02T23:00:00.000Z' },
          }),
        },
      ],
    });
  });
});
