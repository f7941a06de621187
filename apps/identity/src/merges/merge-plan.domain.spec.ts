import { MERGE_FIELDS, type MergeParty, planMerge, restoredValues } from './merge-plan.domain';

const party = (changes: Partial<MergeParty> = {}): MergeParty => ({
  ...(Object.fromEntries(MERGE_FIELDS.map((field) => [field, null])) as unknown as MergeParty),
  ...{ kind: 'individual', firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com', custom: {} },
  ...changes,
});

describe('planMerge', () => {
  it('changes nothing where both are the same', () => {
    expect(planMerge(party(), party())).toEqual({ conflicts: [], given: {}, replaced: {} });
  });

  it('gives the survivor what it does not have', () => {
    const from = party({ phone: '+47 1', custom: { badge: 'A', size: 3 } });
    const into = party({ company: 'Tea AS', custom: { badge: 'B' } });

    expect(planMerge(from, into)).toEqual({
      conflicts: [],
      given: { phone: '+47 1', custom: { badge: 'B', size: 3 } },
      replaced: { phone: null, custom: { badge: 'B' } },
    });
  });

  it('lets the survivor keep what both have, unless told otherwise', () => {
    const from = party({ phone: '1', email: 'a@example.com' });
    const into = party({ phone: '2', email: 'b@example.com' });

    const plan = planMerge(from, into, { email: 'from', company: 'from' });

    expect(plan.conflicts).toEqual([
      { field: 'email', from: 'a@example.com', into: 'b@example.com', taken: 'from' },
      { field: 'phone', from: '1', into: '2', taken: 'into' },
    ]);
    expect(plan).toMatchObject({
      given: { email: 'a@example.com' },
      replaced: { email: 'b@example.com' },
    });
  });
});

describe('restoredValues', () => {
  it('is what was there before, of what nobody has changed since', () => {
    const plan = {
      given: { phone: '1', company: 'A', custom: { a: 1, b: 2 } },
      replaced: { phone: '2', company: null, custom: { a: 1 } },
    };

    const now = party({ phone: '1', company: 'C', custom: { b: 2, a: 1 } });

    expect(restoredValues(now, plan)).toEqual({ phone: '2', custom: { a: 1 } });
  });
});
