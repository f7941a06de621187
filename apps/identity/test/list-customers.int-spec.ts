import { customersByFilter, membershipsChanged, systemActor, DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { anEmployee, type Api, type TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Shop } from '../src/shops/shop.entity';
import { employeeOfShop, someone, startIdentity } from './identity';

interface Page {
  readonly items: readonly { readonly id: string; readonly lastName: string }[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** What a list shows by filters, of those that the test makes. */
const FILTERED: readonly (readonly [query: string, names: readonly string[]])[] = [
  ['email=NG%40tea', ['Ng']],
  ['email=%20siobhan%40', ["O'Neill"]],
  ['email=tea', []],
  ['lastName=o', ["O'Neill", 'orwell']],
  ['lastName=%C3%98', ['Ørsted']],
  ['firstName=%E7%A7%80', ['Ng']],
  ['firstName=100%25', []],
  ['enabled=false', ['orwell']],
  ['newsletter=true', ["O'Neill"]],
  ['partnerOffers=true', ['Ng']],
  ['kind=company', ['Ørsted']],
  ['registeredFrom=2020-01-02T00:00:00Z&registeredTo=2020-01-04T00:00:00Z', ['orwell', 'Ørsted']],
  ['enabled=true&lastName=n', ['Ng']],
  ['company=%C3%B8r', ['Ørsted']],
  ['ageFrom=18', ["O'Neill", 'Ørsted']],
  ['ageTo=80&sort=-age', ['Ørsted', "O'Neill"]],
  ['ageTo=40&sort=number', ["O'Neill"]],
  ['ageFrom=40&ageTo=80', ['Ørsted']],
  ['lastVisitFrom=2024-01-03T00:00:00Z', ['Ng']],
  ['lastVisitTo=2024-01-03T00:00:00Z', ['Ørsted']],
  ['isGuest=true', []],
  ['isGuest=false&kind=company', ['Ørsted']],
  ['state=closed', []],
  ['state=any&kind=company', ['Ørsted']],
  [`shopId=${DEFAULT_SHOP_ID}&kind=company`, ['Ørsted']],
  ['shopId=0198c0de-0000-7000-8000-0000000000ff', []],
];

interface Listed {
  readonly id: string;
  readonly firstName: string;
  readonly isGuest: boolean;
  readonly state: string;
  readonly registeredAt: string;
  readonly updatedAt: string;
}

const isOpen = ({ state }: Listed): boolean => state === 'open';

const by =
  (value: (one: Listed) => string) =>
  (a: Listed, b: Listed): number =>
    value(a) < value(b) ? -1 : Number(value(a) > value(b));

describe('GET /v1/customers', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    const { password: _, ...person } = someone();
    const people = [
      {
        lastName: "O'Neill",
        firstName: 'Siobhán',
        email: 'siobhan@tea.example',
        newsletter: true,
        birthday: '1990-05-05',
      },
      {
        lastName: 'Ørsted',
        firstName: 'Hans',
        email: 'hans@tea.example',
        kind: 'company',
        company: 'Ørsted AS',
        birthday: '1980-01-01',
      },
      { lastName: 'orwell', firstName: 'George', email: 'george@tea.example', enabled: false },
      { lastName: 'Ng', firstName: '秀英', email: 'Ng@Tea.example', partnerOffers: true },
    ];
    for (const [i, changes] of people.entries())
      await employee.post('/v1/customers', {
        ...person,
        ...changes,
        registeredAt: `2020-01-0${i + 1}T00:00:00Z`,
        lastVisitAt: i % 2 ? `2024-01-0${i + 1}T00:00:00Z` : undefined,
      });
  });

  afterAll(() => service.stop());

  const list = async (query: string): Promise<Page> => {
    const { status, body } = await employee.get<Page>(`/v1/customers?${query}`);
    expect(status).toBe(200);
    return body;
  };
  const names = async (query: string) => (await list(query)).items.map(({ lastName }) => lastName);

  it.each([
    ['', ['Ng', 'orwell', 'Ørsted', "O'Neill"]],
    ['sort=lastName', ['Ng', "O'Neill", 'orwell', 'Ørsted']],
    ['sort=-lastName', ['Ørsted', 'orwell', "O'Neill", 'Ng']],
    ['sort=firstName', ['orwell', 'Ørsted', "O'Neill", 'Ng']],
    ['sort=number', ["O'Neill", 'Ørsted', 'orwell', 'Ng']],
    ['sort=email', ['orwell', 'Ørsted', 'Ng', "O'Neill"]],
    ['sort=-lastVisitAt', ['Ng', 'Ørsted', 'orwell', "O'Neill"]],
    ['sort=age', ["O'Neill", 'Ørsted', 'Ng', 'orwell']],
    ['sort=-age', ['Ørsted', "O'Neill", 'orwell', 'Ng']],
    ['sort=birthday,number', ['Ørsted', "O'Neill", 'orwell', 'Ng']],
    ['sort=company', ['Ørsted', "O'Neill", 'orwell', 'Ng']],
    ['sort=-company', ['Ørsted', 'Ng', 'orwell', "O'Neill"]],
    ['sort=kind,number', ['Ørsted', "O'Neill", 'orwell', 'Ng']],
    ['sort=enabled,number', ['orwell', "O'Neill", 'Ørsted', 'Ng']],
    ['sort=-newsletter,number', ["O'Neill", 'Ørsted', 'orwell', 'Ng']],
    ['sort=-partnerOffers,number', ['Ng', "O'Neill", 'Ørsted', 'orwell']],
    ['sort=titleId,number', ["O'Neill", 'Ørsted', 'orwell', 'Ng']],
    ['sort=updatedAt', ["O'Neill", 'Ørsted', 'orwell', 'Ng']],
    ['sort=-state,lastName', ['Ng', "O'Neill", 'orwell', 'Ørsted']],
    ['sort=isGuest,-number', ['Ng', 'orwell', 'Ørsted', "O'Neill"]],
    ['sort=id', ["O'Neill", 'Ørsted', 'orwell', 'Ng']],
    ['sort=-ordersCount,-totalSpent', ['Ng', 'orwell', 'Ørsted', "O'Neill"]],
    ['sort=lastVisitAt,lastName', ['Ørsted', 'Ng', "O'Neill", 'orwell']],
  ])('sorts by %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each(FILTERED)('filters by %s', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it.each(FILTERED)('finds for other services those that it shows by %s', async (query) => {
    const { sort: _, ...given } = Object.fromEntries(new URLSearchParams(query));
    // As JSON has them.
    const filter = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        /^(true|false|\d{1,3})$/.test(value) ? JSON.parse(value) : value,
      ]),
    );
    const shown = (await list(`${query}&limit=200`)).items.map(({ id }) => id).toSorted();
    const ask = (more: object) =>
      service.app
        .get(Ask)
        .ask(customersByFilter, { shopId: DEFAULT_SHOP_ID, filter, limit: 10_000, ...more }, 5_000);

    expect(await ask({})).toEqual({ customerIds: shown, faults: [] });
    expect((await ask({ limit: 1 })).customerIds).toEqual(shown.slice(0, 1));
    expect((await ask({ after: shown[0] })).customerIds).toEqual(shown.slice(1));
    expect((await ask({ shopId: uuidv7() })).customerIds).toEqual([]);
    expect((await ask({ seenBy: uuidv7() })).customerIds).toEqual([]);
  });

  it('tells other services what is wrong with filters, those of the list alone being known', async () => {
    const filter = { colour: 'red', sort: 'id', enabled: 'perhaps' };

    const { faults, customerIds } = await service.app
      .get(Ask)
      .ask(customersByFilter, { shopId: DEFAULT_SHOP_ID, filter, limit: 0 }, 5_000);

    expect(customerIds).toEqual([]);
    expect(faults.map(({ pointer, code }) => [pointer, code]).toSorted()).toEqual([
      ['/colour', 'unknown-field'],
      ['/enabled', 'is-boolean'],
      ['/sort', 'unknown-field'],
    ]);
  });

  it('filters by number and id', async () => {
    const [first] = (await list('sort=number')).items;
    const { body } = await employee.get<{ number: string }>(`/v1/customers/${first?.id}`);

    expect(await names(`number=${body.number}`)).toEqual(["O'Neill"]);
    expect(await names(`id=${first?.id}`)).toEqual(["O'Neill"]);
    expect(await names('number=1')).toEqual([]);
  });

  it.each([
    'email=%40',
    'sort=-lastVisitAt',
    'sort=lastVisitAt',
    'sort=-age,lastName',
    'q=tea',
    'sort=lastName',
    'lastName=o',
    '',
  ])('gives every customer once, page by page, by %s', async (query) => {
    const whole = await list(`${query}&count=true`);
    const seen: string[] = [];
    let cursor: string | null = '';

    while (cursor !== null) {
      const page: Page = await list(`${query}&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }

    expect(seen).toEqual(whole.items.map(({ id }) => id));
    expect(whole.total).toBe(seen.length);
  });

  describe('in a shop with guests and closed ones', () => {
    let colleague: Api;
    let all: Listed[];

    beforeAll(async () => {
      const shopId = uuidv7();
      colleague = await service.api.as(anEmployee({ shopId }));
      await service.db.manager.insert(Shop, { id: shopId, name: 'B', timeZone: 'UTC', currency: 'EUR' });
      await service.db.manager.query(
        `INSERT INTO customers (id, shop_id, kind, is_guest, first_name, last_name, email, normalized_email, enabled, newsletter,
           partner_offers, state, closed_at, registered_at, updated_at, version)
         SELECT gen_random_uuid(), $1, 'individual', i % 3 = 0, CASE WHEN i % 4 = 0 THEN 'Ada' ELSE 'Bob' END, 'Ng',
           i || '@example.com', i || '@example.com', true, false, false,
           state, CASE WHEN state <> 'open' THEN now() END,
           '2020-01-01'::timestamptz + i * 7 % 31 / 2 * interval '1 day',
           '2021-01-01'::timestamptz + i * 11 % 31 / 2 * interval '1 day', 1
         FROM (SELECT i, (ARRAY['open', 'open', 'released', 'blocked', 'erased'])[1 + i % 5] AS state
               FROM generate_series(1, 60) i) s`,
        [shopId],
      );
      all = (await colleague.get<{ items: Listed[] }>('/v1/customers?state=any&limit=100')).body.items;
    });

    const pages = async (query: string): Promise<string[]> => {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { status, body }: { status: number; body: Page } = await colleague.get(
          `/v1/customers?limit=7&${query}${cursor && `&cursor=${cursor}`}`,
        );
        expect(status).toBe(200);
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      }
      return seen;
    };

    it.each<[string, keyof Listed, (one: Listed) => boolean]>([
      ['sort=isGuest', 'isGuest', isOpen],
      ['sort=-isGuest', 'isGuest', isOpen],
      ['sort=isGuest&isGuest=true', 'isGuest', (one) => isOpen(one) && one.isGuest],
      ['sort=-isGuest&isGuest=false&state=any', 'isGuest', (one) => !one.isGuest],
      ['sort=isGuest&q=ada', 'isGuest', (one) => isOpen(one) && one.firstName === 'Ada'],
      ['sort=state', 'state', isOpen],
      ['sort=state&state=any', 'state', () => true],
      ['sort=-state&state=any', 'state', () => true],
      ['sort=state&state=closed', 'state', (one) => !isOpen(one)],
      ['sort=-state&state=blocked', 'state', ({ state }) => state === 'blocked'],
      ['sort=-state&state=any&q=ng', 'state', () => true],
      ['sort=state&state=any&q=ada', 'state', ({ firstName }) => firstName === 'Ada'],
    ])(
      'sorts by %s, page by page, and those alike by their registration',
      async (query, column, isWanted) => {
        const inOrder = all
          .filter(isWanted)
          .toSorted(by(({ id }) => id))
          .toSorted(by(({ registeredAt }) => registeredAt))
          .toSorted(by((one) => String(one[column])))
          .map(({ id }) => id);

        expect(await pages(query)).toEqual(query.includes('sort=-') ? inOrder.toReversed() : inOrder);
      },
    );

    it.each(['sort=updatedAt', 'sort=-updatedAt'])('sorts by %s, page by page', async (query) => {
      const inOrder = all
        .filter(isOpen)
        .toSorted(by(({ id }) => id))
        .toSorted(by(({ updatedAt }) => updatedAt))
        .map(({ id }) => id);

      expect(await pages(query)).toEqual(query.includes('sort=-') ? inOrder.toReversed() : inOrder);
    });
  });

  it('filters by group, as groups announces it', async () => {
    const [first, second] = (await list('sort=number')).items;
    const [vip, all] = [uuidv7(), uuidv7()];
    for (const [customer, groups] of [
      [first, [vip, all]],
      [second, [all]],
    ] as const) {
      await service.events.publish(
        membershipsChanged.create(
          {
            aggregate: { id: customer?.id ?? '', version: 1 },
            shopId: DEFAULT_SHOP_ID,
            actor: systemActor('test'),
            occurredAt: service.clock.now(),
          },
          {
            customerId: customer?.id ?? '',
            defaultGroupId: all,
            fallbackGroupId: all,
            items: groups.map((groupId) => ({ groupId })),
          },
        ),
      );
    }
    await service.events.handledBy('identity-memberships', membershipsChanged.type);

    expect(await names(`groupId=${vip}`)).toEqual(["O'Neill"]);
    expect(await list(`groupId=${all}&count=true`)).toMatchObject({ total: 2 });
    expect(await names(`groupId=${vip}&defaultGroupOnly=true`)).toEqual([]);
    expect(await names(`groupId=${all}`)).toEqual(['Ørsted', "O'Neill"]);
    expect(await names(`groupId=${all}&sort=id`)).toEqual(["O'Neill", 'Ørsted']);
    expect(await names(`groupId=${all}&sort=lastName`)).toEqual(["O'Neill", 'Ørsted']);
    expect(await names(`groupId=${all}&kind=company`)).toEqual(['Ørsted']);
    expect(await names(`groupId=${all}&q=hans`)).toEqual(['Ørsted']);
    const { nextCursor } = await list(`groupId=${all}&limit=1`);
    expect(await names(`groupId=${all}&cursor=${nextCursor}`)).toEqual(["O'Neill"]);
  });

  it.each([
    'enabled=yes',
    'number=abc',
    'sort=password',
    'groupId=vip',
    'lastname=o',
    'limit=0',
    'cursor=x',
    'ageFrom=-1',
    'state=gone',
    'lastVisitFrom=now',
  ])('refuses %s', async (query) => {
    expect(await employee.get(`/v1/customers?${query}`)).toMatchObject({ status: 422 });
  });
});
