import { ContactPlan, type KnownLink, limitOf, linkKey } from './contact-plan.domain';

const NONE = {
  limitAmount: null,
  limitCurrency: null,
  limitStartsOn: null,
  limitEndsOn: null,
  limitRepeats: null,
};
const MONTHLY = {
  ...NONE,
  limitAmount: '5',
  limitCurrency: 'EUR',
  limitStartsOn: '2026-01-31',
  limitRepeats: 'monthly' as const,
};

describe('limitOf', () => {
  it('keeps what a row says nothing of', () => {
    expect(limitOf({}, MONTHLY)).toEqual(MONTHLY);
    expect(limitOf({ limitAmount: '7' }, MONTHLY)).toEqual({ ...MONTHLY, limitAmount: '7' });
  });

  it('lets an end take the place of a repetition, and the other way round', () => {
    const until = { ...MONTHLY, limitEndsOn: '2026-03-01', limitRepeats: null };

    expect(limitOf({ limitEndsOn: '2026-03-01' }, MONTHLY)).toEqual(until);
    expect(limitOf({ limitRepeats: 'monthly' }, until)).toEqual(MONTHLY);
  });

  it('is taken away with its amount', () => {
    expect(limitOf({ limitAmount: null, limitCurrency: 'EUR' }, MONTHLY)).toEqual(NONE);
  });

  it('tells what is missing, and what does not fit together', () => {
    expect(limitOf({ limitAmount: '5' }, NONE)).toMatchObject({ column: 'limitCurrency', code: 'missing' });
    expect(limitOf({ limitEndsOn: '2026-03-01', limitRepeats: 'monthly' }, MONTHLY)).toMatchObject({
      code: 'purchase-limit-not-valid',
    });
    expect(limitOf({ limitRepeats: null }, MONTHLY)).toMatchObject({ code: 'purchase-limit-not-valid' });
  });
});

describe('ContactPlan', () => {
  const ADA = {
    id: 'ada',
    version: 3,
    firstName: 'Ada',
    lastName: 'Byron',
    email: 'ada@x.example',
    enabled: true,
  };
  const LINK: KnownLink = {
    ...{ id: 'l1', contactId: 'ada', customerId: 'tea', profileId: 'p1', code: 'administrator', version: 1 },
    ...NONE,
  };
  const VIEWER = { id: 'p4', code: 'viewer' };
  const planOf = (mode: 'create' | 'update' | 'both' = 'both', ...others: string[]) => {
    let ids = 0;
    const known = {
      contacts: new Map([[ADA.email, ADA]]),
      links: new Map([[linkKey('ada', 'tea'), LINK]]),
      customersOf: new Map(),
      taken: new Set<string>(),
      administrators: new Map([['tea', new Set(['ada', ...others])]]),
    };
    return new ContactPlan({ mode, check: () => undefined }, known, () => `new-${++ids}`);
  };
  const row = { key: ADA.email, person: {}, link: {} };

  it('sees in a row what the rows before have made', () => {
    const plan = planOf();
    const person = { firstName: 'Bo', lastName: 'B', email: 'bo@x.example' };

    const outcomes = [
      plan.add({ key: 'bo@x.example', person, link: {}, customerId: 'tea', profile: VIEWER }),
      plan.add({
        key: 'bo@x.example',
        person: { lastName: 'C' },
        link: {},
        customerId: 'ink',
        profile: VIEWER,
      }),
      plan.add({ key: 'bo@x.example', person: {}, link: {}, customerId: 'ink' }),
    ];

    expect(outcomes).toEqual(['created', 'created', 'unchanged']);
    expect(plan.contacts.get('bo@x.example')).toMatchObject({
      before: undefined,
      after: { id: 'new-1', lastName: 'C' },
    });
    expect([...plan.links.values()].map(({ after }) => after.customerId)).toEqual(['tea', 'ink']);
  });

  it('leaves no customer without an Administrator', () => {
    const demotion = { ...row, customerId: 'tea', profile: VIEWER };

    expect(planOf().add(demotion)).toMatchObject({ code: 'last-administrator' });
    expect(planOf('both', 'bo').add(demotion)).toBe('updated');
  });

  it('leaves persons alone where only new links are wanted', () => {
    const plan = planOf('create');

    const outcome = plan.add({ ...row, person: { firstName: 'X' }, customerId: 'ink', profile: VIEWER });

    expect(outcome).toBe('created');
    expect(plan.contacts.size).toBe(0);
  });

  it('makes nothing of a row with a mistake', () => {
    const plan = planOf();

    const outcome = plan.add({
      ...row,
      person: { firstName: 'X' },
      link: { limitAmount: '5' },
      customerId: 'tea',
    });

    expect(outcome).toMatchObject({ code: 'missing' });
    expect([plan.contacts.size, plan.links.size]).toEqual([0, 0]);
  });

  it('never takes the hash of a password over another', () => {
    const plan = planOf();

    expect(plan.add({ ...row, person: { passwordHash: '$2y$' } })).toBe('unchanged');
  });
});
