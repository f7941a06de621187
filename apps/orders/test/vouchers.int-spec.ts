import {
  groupDeleted,
  membershipsChanged,
  ordersGroupHoldings,
  vouchersOverview,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import {
  aContact,
  anEmployee,
  type Api,
  aSalesTeam,
  aSegmentMove,
  aTeamMember,
  eventually,
  TEST_SHOP,
} from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMembershipsChanged, circumstancesOf, TestShop } from './shop';

interface Voucher {
  readonly id: string;
  readonly code: string | null;
  readonly version: number;
}
interface Items {
  readonly items: readonly Voucher[];
}

describe('/v1/vouchers', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.product('cup');
  });

  afterAll(() => shop.stop());

  let codes = 0;
  const create = (changes: object = {}, api: Api = shop.employee) =>
    api.post<Voucher>('/v1/vouchers', {
      name: { en: 'Ten per cent' },
      code: `code-${++codes}`,
      percent: '10',
      ...changes,
    });
  const created = async (changes: object = {}): Promise<Voucher> => {
    const { status, body } = await create(changes);
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  };
  const listed = async (query: string, api: Api = shop.employee): Promise<readonly string[]> =>
    (await api.get<Items>(`/v1/vouchers?${query}`)).body.items.map(({ id }) => id);
  const put = ({ id, version }: Voucher, changes: object) =>
    shop.employee
      .with({ 'if-match': `"${version}"` })
      .put<Voucher>(`/v1/vouchers/${id}`, { name: { en: 'Changed' }, percent: '10', ...changes });

  it('keeps all that a voucher says', async () => {
    const said = {
      ...{ name: { en: 'Tea time', fr: 'L’heure du thé' }, description: 'For spring', code: 'Tea_Time-1' },
      ...{
        automatic: true,
        active: false,
        highlighted: true,
        priority: 7,
        startsOn: '2026-03-01',
        endsOn: '2026-05-31',
      },
      ...{
        quantity: 100,
        quantityPerCustomer: 2,
        customerId: uuidv7(),
        groupIds: [shop.customers],
        segmentIds: [uuidv7()],
      },
      minimum: { amount: '50.5', currency: 'EUR', taxIncluded: false },
      products: [{ productIds: ['cup'], categoryIds: [], minimumQuantity: 2 }],
      ...{
        excludeDiscounted: true,
        combinable: 'list',
        combinableWith: [uuidv7()],
        appliesTo: 'chosen',
        percent: null,
      },
      amount: { amount: '12.3', currency: 'EUR', taxIncluded: true },
      ...{ freeShipping: true, giftProductId: 'cup', keepRest: true },
    };

    const answer = await create(said);

    const { version, ...fields } = { ...said, version: 1 };
    expect(answer).toMatchObject({
      ...{ status: 201, headers: { etag: '"1"' } },
      body: { ...fields, code: 'TEA_TIME-1', used: 0, restOfOrderId: null, version },
    });
    expect((await shop.employee.get(`/v1/vouchers/${answer.body.id}`)).body).toEqual(answer.body);
  });

  it.each([
    ['ends before it begins', { startsOn: '2026-02-02', endsOn: '2026-02-01' }, '/endsOn'],
    ['takes nothing off', { percent: null }, '/percent'],
    ['takes off a percentage and an amount', { amount: { amount: '1', currency: 'EUR' } }, '/percent'],
    ['takes off chosen products, but chooses none', { appliesTo: 'chosen' }, '/products'],
    ['asks for products, but names none', { products: [{}] }, '/products/0'],
    ['asks for a list of amounts', { minimum: [{ amount: '50', currency: 'EUR' }] }, '/minimum'],
    ['takes off a list of amounts', { percent: null, amount: [{ amount: '5', currency: 'EUR' }] }, '/amount'],
    ['keeps the rest of a percentage', { keepRest: true }, '/keepRest'],
    ['is for a group that is not known', { groupIds: [uuidv7()] }, '/groupIds/0'],
    ['gives what the catalogue does not have', { giftProductId: 'moon' }, '/giftProductId'],
  ])('refuses one that %s', async (_, changes, pointer) => {
    expect(await create(changes)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });

  it('has every code once, however it is written, until it is deleted', async () => {
    const { id } = await created({ code: 'once' });

    const taken = await create({ code: 'ONCE' });
    const both = await Promise.all([create({ code: 'race' }), create({ code: 'Race' })]);
    await shop.employee.delete(`/v1/vouchers/${id}`);

    expect(taken).toMatchObject({ status: 409, body: { code: 'voucher-code-taken' } });
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await create({ code: 'Once' })).toMatchObject({ status: 201 });
    expect((await shop.employee.get(`/v1/vouchers/${id}`)).status).toBe(404);
  });

  it('replaces one that nobody has changed meanwhile, and switches any', async () => {
    const voucher = await created({ highlighted: true, quantity: 5 });

    const replaced = await put(voucher, { code: 'other' });
    const stale = await put(voucher, { code: 'third' });
    const off = await shop.employee.patch(`/v1/vouchers/${voucher.id}`, { active: false });

    expect(replaced).toMatchObject({
      ...{ status: 200, body: { code: 'OTHER', highlighted: false, quantity: null, version: 2 } },
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version-stale' } });
    expect(off).toMatchObject({ status: 200, body: { active: false, code: 'OTHER', version: 3 } });
  });

  it('lists by what they are, in pages', async () => {
    const customerId = uuidv7();
    const personal = await created({ customerId, name: { de: 'Geschenk' } });
    const inGroup = await created({ groupIds: [shop.guests], highlighted: true });

    expect(await listed(`customerId=${customerId}`)).toEqual([personal.id]);
    expect(await listed('q=GESCHENK')).toEqual([personal.id]);
    expect(await listed(`groupId=${shop.guests}&highlighted=true`)).toEqual([inGroup.id]);
    expect(await listed(`code=${personal.code?.toLowerCase()}`)).toEqual([personal.id]);
    const first = await shop.employee.get<Items & { nextCursor: string; total: number }>(
      '/v1/vouchers?sort=endsOn,-priority&limit=1&count=true',
    );
    const next = await shop.employee.get<Items>(
      `/v1/vouchers?sort=endsOn,-priority&limit=200&cursor=${first.body.nextCursor}`,
    );
    expect(next.body.items).toHaveLength(first.body.total - 1);
  });

  it('shows members of sales teams the personal vouchers of their own customers alone', async () => {
    const [mine, other] = [uuidv7(), uuidv7()];
    const vouchers = [
      await created({ customerId: mine }),
      await created({ customerId: other }),
      await created(),
    ];
    const employeeId = uuidv7();
    const responsibilities = [{ kind: 'customer' as const, ids: [mine] }];
    await shop.announce(aSalesTeam({ employeeIds: [employeeId], responsibilities }), 'orders-sales-teams');
    const member = await shop.service.api.as(aTeamMember({ id: employeeId }));

    const statuses = await Promise.all(vouchers.map(({ id }) => member.get(`/v1/vouchers/${id}`)));

    expect(statuses.map(({ status }) => status)).toEqual([200, 404, 200]);
    expect(await listed(`customerId=${other}`, member)).toEqual([]);
    expect(await listed(`usableBy=${other}`, member)).toEqual([]);
    expect(await create({ customerId: other }, member)).toMatchObject({ status: 404 });
  });

  describe('that a customer can use', () => {
    it('are its own and those for everybody, highlighted ones for its contacts', async () => {
      const [segmentId, groupId] = [uuidv7(), await shop.group()];
      const who = aContact();
      const customerId = who.customerId ?? '';
      await shop.memberships(customerId, { defaultGroupId: groupId });
      await shop.announce(aSegmentMove('in', segmentId, [customerId]), 'orders-segments');
      const usable = [
        await created({ customerId, highlighted: true, endsOn: '2999-12-31' }),
        await created({ groupIds: [groupId], segmentIds: [segmentId], highlighted: true }),
        await created({ groupIds: [groupId], code: null, automatic: true }),
      ];
      await created({ customerId, active: false });
      await created({ customerId, endsOn: '2020-01-01' });
      await created({ customerId, code: null });
      await created({ customerId: uuidv7() });
      await created({ groupIds: [shop.guests] });
      await created({ segmentIds: [uuidv7()] });

      const own = (ids: readonly string[]) => ids.filter((id) => usable.some((one) => one.id === id));
      const all = await listed(`usableBy=${customerId}&sort=createdAt`);
      const mine = await (await shop.service.api.as(who)).get<Items>('/v1/vouchers/mine');
      const told = await shop.service.app
        .get(Ask)
        .ask(vouchersOverview, { shopId: TEST_SHOP, customerId }, 2_000);

      expect(own(all)).toEqual(usable.map(({ id }) => id));
      expect(mine.body.items.map(({ id }) => id)).toEqual(usable.slice(0, 2).map(({ id }) => id));
      expect(mine.body.items[0]).toMatchObject({ code: usable[0]?.code, percent: '10', personal: true });
      expect(told.items[0]).toMatchObject({ id: usable[0]?.id, personal: true, endsOn: '2999-12-31' });
    });
  });

  describe('of a group that is deleted', () => {
    const gone = (groupId: string, data: object) =>
      shop.announce(groupDeleted.create(circumstancesOf(groupId, 2), { groupId, ...data }), 'orders-groups');

    it('are counted before, and go to the group in its place', async () => {
      const [groupId, replacementGroupId] = [await shop.group(), await shop.group()];
      const { id } = await created({ groupIds: [groupId, shop.customers] });

      const counted = await shop.service.app.get(Ask).ask(ordersGroupHoldings, { groupId }, 2_000);
      await gone(groupId, { replacementGroupId, belongings: 'move' });

      const { body } = await shop.employee.get<{ groupIds: string[] }>(`/v1/vouchers/${id}`);
      expect(counted).toEqual({ counts: { vouchers: 1 } });
      expect(body.groupIds.toSorted()).toEqual([replacementGroupId, shop.customers].toSorted());
    });

    it('are for its members no more, and for nobody rather than for everybody', async () => {
      const groupId = await shop.group();
      const [shared, alone] = [
        await created({ groupIds: [groupId, shop.customers] }),
        await created({ groupIds: [groupId] }),
      ];

      await gone(groupId, { belongings: 'remove' });

      expect((await shop.employee.get(`/v1/vouchers/${shared.id}`)).body).toMatchObject({
        ...{ groupIds: [shop.customers], active: true },
      });
      expect((await shop.employee.get(`/v1/vouchers/${alone.id}`)).body).toMatchObject({ active: false });
    });
  });

  describe('codes', () => {
    const waiting = async (): Promise<number> => {
      const [{ count }] = await shop.service.db.manager.query<[{ count: number }]>(
        `SELECT count(*)::integer AS count FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return count;
    };

    it('are made in great number, each another, and given as CSV', async () => {
      const { id } = await created({ code: null });

      const made = await shop.employee.post(`/v1/vouchers/${id}/codes`, { count: 12_000, prefix: 'spring-' });
      const { body: file } = await shop.employee.download(`/v1/vouchers/${id}/codes/export`);

      const lines = file.toString().trim().split('\n');
      expect(made).toMatchObject({ status: 201, body: { made: 12_000 } });
      expect(lines[0]).toBe('code,customerId,used');
      expect(new Set(lines.slice(1)).size).toBe(12_000);
      expect(lines[1]).toMatch(/^SPRING-[B-DF-HJ-NP-TV-X]{16},,0$/);
      expect(
        (await shop.employee.get(`/v1/vouchers/${id}/codes?count=true&used=false&limit=1`)).body,
      ).toMatchObject({ total: 12_000, items: [{ singleUse: true, customerId: null, used: 0 }] });
    });

    it('are made for members of a segment, one each, however many ask for them at once', async () => {
      const { id } = await created({ code: null });
      const [segmentId, members] = [uuidv7(), Array.from({ length: 500 }, () => uuidv7())];
      await shop.announce(aSegmentMove('in', segmentId, members), 'orders-segments');
      const make = () => shop.employee.post<{ made: number }>(`/v1/vouchers/${id}/codes`, { segmentId });

      // Holds up whoever would write codes until all have come so far.
      const asked = await shop.service.db.transaction(async (tx) => {
        await tx.query('LOCK TABLE voucher_codes IN SHARE MODE');
        const all = [make(), make(), make()];
        await eventually(async () => expect(await waiting()).toBe(all.length));
        return { all };
      });

      const made = (await Promise.all(asked.all)).map(({ body }) => body.made);
      expect(made.toSorted((a, b) => a - b)).toEqual([0, 0, 500]);
      expect(await listed(`usableBy=${members[0]}&q=ten`)).toContain(id);
    });

    it('are not made for members of a segment of another shop', async () => {
      const { id } = await created({ code: null });
      const [segmentId, customerId, defaultGroupId] = [uuidv7(), uuidv7(), await shop.group()];
      const { data } = aMembershipsChanged(shop, customerId, { defaultGroupId });
      const elsewhere = { ...circumstancesOf(customerId, 1), shopId: uuidv7() };
      await shop.announce(membershipsChanged.create(elsewhere, data), 'orders-memberships');
      await shop.announce(aSegmentMove('in', segmentId, [customerId]), 'orders-segments');

      expect((await shop.employee.post(`/v1/vouchers/${id}/codes`, { segmentId })).body).toEqual({ made: 0 });
    });

    it.each([
      ['how many', {}],
      ['one of both', { count: 1, segmentId: uuidv7() }],
    ])('are not made without %s', async (_, body) => {
      const { id } = await created();

      expect((await shop.employee.post(`/v1/vouchers/${id}/codes`, body)).status).toBe(422);
    });
  });

  it('takes permissions', async () => {
    const reader = await shop.service.api.as(
      anEmployee({ permissions: new Set(['vouchers:read', 'customers:all']) }),
    );

    expect((await reader.get('/v1/vouchers')).status).toBe(200);
    expect((await create({}, reader)).status).toBe(403);
  });
});
