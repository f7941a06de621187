import {
  aContact,
  type Api,
  aRegistrationAt,
  aSalesTeam,
  aSalesTeamDeletion,
  aSegmentDeletion,
  aSegmentMove,
  aTeamMember,
  aVisitor,
} from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { aMembershipsChanged, TestShop } from './shop';

interface Bought {
  readonly customerId: string;
  readonly order: string;
  readonly cart: string;
}
interface Items {
  readonly items: readonly { readonly customerId: string | null }[];
}

type Call = (api: Api, bought: Bought) => Promise<{ readonly status: number }>;

const OPERATIONS: Readonly<Record<string, Call>> = {
  'read an order': (api, { order }) => api.get(`/v1/orders/${order}`),
  'read its history': (api, { order }) => api.get(`/v1/orders/${order}/history`),
  'read payments': (api, { order }) => api.get(`/v1/orders/${order}/payments`),
  'report a payment': (api, { order }) =>
    api.post(`/v1/orders/${order}/payments`, {
      ...{ amount: '1', currency: 'EUR', method: 'card', transactionId: uuidv7() },
    }),
  'read a cart': (api, { cart }) => api.get(`/v1/carts/${cart}`),
  'ask for prices': (api, { customerId }) =>
    api.post('/v1/prices', { customerId, items: [{ productId: 'oolong', quantity: 1 }] }),
};

describe('orders and carts of sales teams', () => {
  let shop: TestShop;
  let mine: Bought;
  let other: Bought;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.category('tea');
    await shop.product('oolong', { defaultCategoryId: 'tea' });
    [mine, other] = [await buy(), await buy()];
  });

  afterAll(() => shop.stop());

  async function buy(): Promise<Bought> {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: shop.customers });
    const contact = await shop.service.api.as(aContact({ customerId }));
    const [ordered, kept] = [await aCart(contact), await aCart(contact)];
    const order = await contact
      .with({ 'idempotency-key': uuidv7() })
      .post<{ id: string }>('/v1/orders', { cartId: ordered });
    return { customerId, order: order.body.id, cart: kept };
  }
  async function aCart(api: Api): Promise<string> {
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 1 });
    return id;
  }
  const tell = (event: Parameters<TestShop['announce']>[0], times = 1) =>
    shop.announce(event, 'orders-sales-teams', times);
  const of = (kind: 'customer' | 'group' | 'segment' | 'shop', ...ids: readonly string[]) => ({
    responsibilities: [{ kind, ids: [...ids] }],
  });
  const aMember = async (changes: Parameters<typeof aSalesTeam>[0]): Promise<Api> => {
    const id = uuidv7();
    await tell(aSalesTeam({ ...changes, employeeIds: [id] }));
    return shop.service.api.as(aTeamMember({ id }));
  };
  const query = (sql: string, values: readonly unknown[]): Promise<unknown> =>
    shop.service.db.manager.query(sql, [...values]);
  const sees = async (api: Api, { order }: Bought) => (await api.get(`/v1/orders/${order}`)).status;

  it.each(Object.entries(OPERATIONS))('are there for members who %s, and not for others', async (_, call) => {
    const member = await aMember(of('customer', mine.customerId));

    expect((await call(member, mine)).status).toBeLessThan(300);
    expect((await call(member, other)).status).toBe(404);
    expect((await call(shop.employee, other)).status).toBeLessThan(300);
  });

  it.each(['orders', 'carts', 'carts?count=true&hasCustomer=true', 'orders?sort=total&count=true'])(
    'are all that is listed by %s',
    async (path) => {
      const member = await aMember(of('customer', mine.customerId, uuidv7()));

      const { items } = (await member.get<Items>(`/v1/${path}`)).body;

      expect(items.length).toBeGreaterThan(0);
      expect(new Set(items.map(({ customerId }) => customerId))).toEqual(new Set([mine.customerId]));
      expect((await (await aMember({})).get<Items>(`/v1/${path}`)).body.items).toEqual([]);
    },
  );

  it('leave out the carts of visitors', async () => {
    const cart = await aCart(await shop.service.api.as(aVisitor()));
    const member = await aMember(of('customer', mine.customerId));

    expect((await member.get(`/v1/carts/${cart}`)).status).toBe(404);
    expect((await shop.employee.get(`/v1/carts/${cart}`)).status).toBe(200);
  });

  it('come and go with the groups of customers', async () => {
    const groupId = await shop.group();
    const member = await aMember(of('group', groupId));
    const join = async (defaultGroupId: string, version: number) => {
      const event = aMembershipsChanged(shop, mine.customerId, { defaultGroupId }, version);
      await shop.announce(event, 'orders-memberships', 2);
    };

    const before = await sees(member, mine);
    await join(groupId, 5);
    const within = await sees(member, mine);
    await join(uuidv7(), 4);
    const late = await sees(member, mine);
    await join(shop.customers, 6);
    const after = await sees(member, mine);

    expect([before, within, late, after]).toEqual([404, 200, 200, 404]);
  });

  it('are there at once when a team becomes responsible for a group, and gone when it is no longer', async () => {
    const [teamId, id, groupId] = [uuidv7(), uuidv7(), await shop.group()];
    const member = await shop.service.api.as(aTeamMember({ id }));
    await shop.memberships(other.customerId, { defaultGroupId: groupId }, 5);
    const team = (version: number, responsibilities: ReturnType<typeof of>['responsibilities']) =>
      tell(aSalesTeam({ teamId, employeeIds: [id], responsibilities }, version));

    await team(1, of('group', groupId).responsibilities);
    const responsible = [await sees(member, other), await sees(member, mine)];
    await team(2, []);

    expect([responsible, await sees(member, other)]).toEqual([[200, 404], 404]);
    expect(await query('SELECT FROM customer_groups WHERE group_id = $1', [groupId])).toEqual([]);
  });

  it('are not those that replicas of the release before take for those of a group', async () => {
    const groupId = await shop.group();
    const member = await aMember(of('group', groupId));
    await shop.memberships(other.customerId, { defaultGroupId: groupId }, 6);

    await query('INSERT INTO customer_groups VALUES ($1, $2)', [mine.customerId, groupId]);
    await query('DELETE FROM customer_groups WHERE customer_id = $1', [other.customerId]);

    expect([await sees(member, other), await sees(member, mine)]).toEqual([200, 404]);
  });

  it('are those of all parts that a large team is told in', async () => {
    const [teamId, id] = [uuidv7(), uuidv7()];
    const member = await shop.service.api.as(aTeamMember({ id }));
    const [low, high] = [mine, other].toSorted((a, b) => (a.customerId < b.customerId ? -1 : 1));
    const bound = high?.customerId ?? '';
    const part = (version: number, bought: Bought | undefined, range: object) => {
      const responsibilities = bought ? of('customer', bought.customerId).responsibilities : [];
      return tell(aSalesTeam({ teamId, employeeIds: [id], responsibilities, ...range }, version), 2);
    };
    const seen = async () => [await sees(member, low ?? mine), await sees(member, high ?? other)];

    await part(2, high, { fromId: bound });
    await part(1, undefined, {});
    await part(2, low, { beforeId: bound });
    const both = await seen();
    await part(3, undefined, { beforeId: bound });
    const without = await seen();

    expect([both, without]).toEqual([
      [200, 200],
      [404, 200],
    ]);
  });

  it('come and go with the segments of customers, and end with them', async () => {
    const segmentId = uuidv7();
    const member = await aMember(of('segment', segmentId));
    const move = async (way: 'in' | 'out', version: number) => {
      await shop.announce(aSegmentMove(way, segmentId, [mine.customerId], version), 'orders-segments', 2);
      return sees(member, mine);
    };

    const [before, within, late, after] = [
      await sees(member, mine),
      await move('in', 50),
      await move('out', 40),
      await move('out', 60),
    ];
    const again = await move('in', 70);
    await shop.announce(aSegmentDeletion(segmentId), 'orders-segments');
    const gone = [await sees(member, mine), await move('in', 80)];

    expect({ before, within, late, after, again, gone }).toEqual({
      ...{ before: 404, within: 200, late: 200, after: 404, again: 200, gone: [404, 404] },
    });
  });

  it('are those of customers who registered at a shop of the team', async () => {
    const shopId = uuidv7();
    const member = await aMember(of('shop', shopId));

    const before = await sees(member, mine);
    await shop.announce(aRegistrationAt(shopId, mine.customerId), 'orders-customer-shops', 2);

    expect([before, await sees(member, mine), await sees(member, other)]).toEqual([404, 200, 404]);
    const { items } = (await member.get<Items>('/v1/carts')).body;
    expect(new Set(items.map(({ customerId }) => customerId))).toEqual(new Set([mine.customerId]));
  });

  it('follow the team when its events come three times and out of order, and end with it', async () => {
    const [teamId, id] = [uuidv7(), uuidv7()];
    const member = await shop.service.api.as(aTeamMember({ id }));
    const team = (version: number, { customerId }: Bought, employeeIds = [id]) =>
      aSalesTeam({ teamId, employeeIds, ...of('customer', customerId) }, version);

    for (const event of [team(3, mine), team(1, other), team(2, other)]) await tell(event, 3);
    const third = [await sees(member, mine), await sees(member, other)];
    await tell(team(4, other));
    const fourth = [await sees(member, mine), await sees(member, other)];
    await tell(team(5, other, []));
    const removed = await sees(member, other);
    await tell(aSalesTeamDeletion(teamId, 7));
    await tell(team(6, other));
    const gone = await sees(member, other);

    expect({ third, fourth, removed, gone }).toEqual({
      ...{ third: [200, 404], fourth: [404, 200], removed: 404, gone: 404 },
    });
  });
});
