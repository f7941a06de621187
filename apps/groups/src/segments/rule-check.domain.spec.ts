import { checkRule } from './rule-check.domain';

const condition = { fact: 'country', operator: 'equals', value: 'FR' };
const faults = (rule: unknown): string[] => {
  const checked = checkRule(rule, '/rule');
  return 'errors' in checked ? checked.errors.map(({ pointer, code }) => `${pointer} ${code}`) : [];
};

describe('checkRule', () => {
  it.each([
    condition,
    { all: [condition, { not: { any: [condition] } }] },
    { fact: 'age', operator: 'between', value: [18, 30] },
    { fact: 'totalSpent', operator: 'atLeast', value: '99.90' },
    { fact: 'totalSpent', operator: 'between', value: ['9.50', '9.5'] },
    { fact: 'birthday', operator: 'withinNext', value: { days: 7 } },
    { fact: 'lastOrderAt', operator: 'notWithinLast', value: { days: 90 } },
    { fact: 'openCartSince', operator: 'withinLast', value: { hours: 2 } },
    { fact: 'registeredAt', operator: 'before', value: '2026-01-01T00:00:00+01:00' },
    { fact: 'newsletter', operator: 'equals', value: true },
    { fact: 'title', operator: 'hasNoValue' },
    { fact: 'groups', operator: 'noneOf', value: ['0198c0de-0000-7000-8000-000000000010'] },
    { fact: 'productsBought', operator: 'anyOf', value: ['tea'], withinLast: { days: 30 }, minOrders: 2 },
  ])('accepts %j', (rule) => {
    expect(faults(rule)).toEqual([]);
  });

  it.each([
    [{ fact: 'shoeSize', operator: 'equals', value: 1 }, '/rule/fact fact-unknown'],
    [{ fact: 'constructor', operator: 'equals', value: 1 }, '/rule/fact fact-unknown'],
    [{ fact: 'country', operator: 'toString', value: 'FR' }, '/rule/operator operator-unknown'],
    [{ fact: 'ordersCount', operator: 'hasValue' }, '/rule/operator operator-unknown'],
    [{ fact: 'country', operator: 'equals', value: 7 }, '/rule/value value-not-valid'],
    [{ fact: 'kind', operator: 'equals', value: ['company'] }, '/rule/value value-not-valid'],
    [{ fact: 'country', operator: 'equals', value: 'a\0b' }, '/rule/value value-not-valid'],
    [{ fact: 'country', operator: 'equals', value: '\ud800' }, '/rule/value value-not-valid'],
    [{ fact: 'kind', operator: 'equals', value: 'robot' }, '/rule/value value-not-valid'],
    [{ fact: 'age', operator: 'atLeast', value: 1.5 }, '/rule/value value-not-valid'],
    [{ fact: 'age', operator: 'between', value: [1] }, '/rule/value value-not-valid'],
    [{ fact: 'age', operator: 'between', value: [30, 18] }, '/rule/value value-not-valid'],
    [{ fact: 'totalSpent', operator: 'between', value: ['10', '9.5'] }, '/rule/value value-not-valid'],
    [{ fact: 'lastVisitAt', operator: 'before', value: '2026-02-28' }, '/rule/value value-not-valid'],
    [
      { fact: 'lastVisitAt', operator: 'before', value: '2026-02-30T10:00:00Z' },
      '/rule/value value-not-valid',
    ],
    [{ fact: 'lastVisitAt', operator: 'withinLast', value: { weeks: 1 } }, '/rule/value value-not-valid'],
    [{ ...condition, unit: 'x' }, '/rule/unit not-known'],
    [{ ...condition, withinLast: { days: 1 } }, '/rule/withinLast not-known'],
    [{ all: [] }, '/rule/all not-a-list'],
    [{ all: [condition], any: [condition] }, '/rule/any not-known'],
    [{ all: [condition, 'FR'] }, '/rule/all/1 not-a-node'],
    [{ not: [condition] }, '/rule/not not-a-node'],
    [null, '/rule not-a-node'],
  ])('points at what is wrong in %j', (rule, fault) => {
    expect(faults(rule)).toEqual([fault]);
  });

  it('takes ids in capitals for the same', () => {
    const groups = (id: string) => ({
      not: { all: [{ fact: 'groups', operator: 'anyOf', value: [id] }, titled(id), condition] },
    });
    const titled = (value: string) => ({ fact: 'title', operator: 'equals', value });
    const id = '0198c0de-0000-7000-8000-0000000000ab';

    expect(checkRule(groups(id.toUpperCase()), '/rule')).toEqual({ rule: groups(id) });
  });

  it('points into the tree', () => {
    const wrong = { fact: 'country', operator: 'equals' };

    expect(faults({ all: [condition, { not: { any: [condition, wrong] } }] })).toEqual([
      '/rule/all/1/not/any/1/value value-not-valid',
    ]);
  });

  it('lets nodes stand five deep in each other, and no deeper', () => {
    const nested = (depth: number): object => (depth === 0 ? condition : { not: nested(depth - 1) });

    expect(faults(nested(5))).toEqual([]);
    expect(faults(nested(6))).toEqual(['/rule/not/not/not/not/not too-deep']);
  });

  it('lets a rule have fifty conditions, and no more', () => {
    const rule = (count: number) => ({ any: Array.from({ length: count }, () => condition) });

    expect(faults(rule(50))).toEqual([]);
    expect(faults(rule(51))).toEqual(['/rule too-many-conditions']);
    expect(faults(rule(100_000))).toEqual(['/rule too-many-conditions']);
  });

  it('tells some of the faults where nearly everything is wrong', () => {
    const many = (node: unknown) => ({ any: Array.from({ length: 100_000 }, () => node) });
    const fields = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`field${i}`, i]));

    expect(faults(many('FR'))).toHaveLength(200);
    expect(faults(many({ all: [] }))).toHaveLength(200);
    expect(faults({ ...condition, ...fields })).toHaveLength(200);
  });
});
