import {
  cartChanged,
  type ContactPrincipal,
  orderPlaced,
  shopChanged,
  systemActor,
} from '@clientele/contracts';
import { aContact, anEmployee, type Api, aVisitor, eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import type { CartsPageView, CartView } from '../src/carts/carts.views';
import type { OrdersPageView, OrderView } from '../src/orders/orders.views';
import type { PricesView } from '../src/prices/prices.views';
import { TestShop } from './shop';

describe('shops that share customers', () => {
  let shop: TestShop;
  let second: string;
  /** Counts in the second shop alone. */
  let vip: string;

  beforeAll(async () => {
    shop = await TestShop.open();
    second = await aShop(TEST_SHOP);
    await shop.product('oolong');
    vip = await shop.group({ discountPercent: '10', shopIds: [second] });
  });

  afterEach(() => shop.policy('default-group', ++told));

  afterAll(() => shop.stop());

  let told = 0;

  /** A shop that shares the customers of another, or has its own; its id. */
  const aShop = async (mainShopId: string | null): Promise<string> => {
    const id = uuidv7();
    const circumstances = { aggregate: { id, version: 1 }, shopId: id, actor: systemActor('test') };
    const event = shopChanged.create(
      { ...circumstances, occurredAt: new Date() },
      { ...shopChanged.example, mainShopId },
    );
    await shop.announce(event, 'orders-shops');
    return id;
  };

  /** A customer whose default group is VIP, and its contact in the main shop and in the second. */
  const aCustomer = async (defaultGroupId = vip) => {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId });
    const who: ContactPrincipal = aContact({ customerId });
    const [here, there] = await Promise.all([
      shop.service.api.as(who),
      shop.service.api.as({ ...who, atShopId: second }),
    ]);
    return { customerId, here, there };
  };

  const prices = async (api: Api, body: object = {}) =>
    (
      await api.post<PricesView>('/v1/prices', {
        items: [{ productId: 'oolong', quantity: 1 }],
        explain: true,
        ...body,
      })
    ).body;
  const percentOf = ({ items }: PricesView) => items[0]?.discount?.percent;

  const aCart = async (api: Api): Promise<CartView> => {
    const { id } = (await api.post<CartView>('/v1/carts', {})).body;
    return (await api.post<CartView>(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 1 })).body;
  };

  const order = (api: Api, cartId: string) =>
    api.with({ 'idempotency-key': uuidv7() }).post<OrderView>('/v1/orders', { cartId });

  describe('prices', () => {
    it('are those of the groups that count at the shop that somebody is at, and say so', async () => {
      const { here, there } = await aCustomer();

      const [inMain, inSecond] = [await prices(here), await prices(there)];

      expect(inSecond).toMatchObject({
        ...{ group: { id: vip }, items: [{ discount: { percent: '10', groupId: vip } }] },
        explanation: { shopId: second, memberships: [{ groupId: vip }], groupsNotCounting: [] },
      });
      expect(inMain).toMatchObject({
        ...{ group: { id: shop.customers }, items: [{ discount: { percent: '0', origin: 'none' } }] },
        explanation: {
          ...{ shopId: TEST_SHOP, memberships: [{ groupId: shop.customers }], groupsNotCounting: [vip] },
        },
      });
    });

    it('follow at the next request when a group counts in other shops', async () => {
      const groupId = await shop.group({ discountPercent: '20' });
      const { here, there } = await aCustomer(groupId);
      const seen = async () => [percentOf(await prices(here)), percentOf(await prices(there))];

      expect(await seen()).toEqual(['20', '20']);
      await shop.group({ groupId, discountPercent: '20', shopIds: [TEST_SHOP] }, 2);
      expect(await seen()).toEqual(['20', '0']);
      await shop.group({ groupId, discountPercent: '20', shopIds: [second] }, 3);
      expect(await seen()).toEqual(['0', '20']);
      await shop.group({ groupId, discountPercent: '20' }, 4);
      expect(await seen()).toEqual(['20', '20']);
    });

    it.each(['best-price', 'group-order'] as const)(
      'leave out groups that do not count where %s decides',
      async (policy) => {
        const everywhere = await shop.group({ discountPercent: '5', position: 1 });
        const customerId = uuidv7();
        await shop.memberships(customerId, { defaultGroupId: vip, fallbackGroupId: everywhere });
        await shop.policy(policy, ++told);
        const asked = (shopId: string) => prices(shop.employee, { customerId, shopId });

        expect(percentOf(await asked(second))).toBe('10');
        expect(percentOf(await asked(TEST_SHOP))).toBe('5');
      },
    );

    it('are asked for by employees at any of these shops, and at no other', async () => {
      const { customerId, here } = await aCustomer();

      expect(percentOf(await prices(shop.employee, { customerId, shopId: second }))).toBe('10');
      expect(percentOf(await prices(shop.employee, { customerId }))).toBe('0');
      for (const shopId of [uuidv7(), await aShop(null), await aShop(uuidv7())])
        expect(await prices(shop.employee, { customerId, shopId })).toMatchObject({
          ...{ code: 'shop-unknown', errors: [{ pointer: '/shopId' }] },
        });
      expect(await prices(here, { shopId: second })).toMatchObject({
        errors: [{ pointer: '/shopId', code: 'not-allowed' }],
      });
    });

    it('are those of visitors for whoever has not logged in, at any shop', async () => {
      const visitor = await shop.service.api.as(aVisitor({ atShopId: second }));

      expect(await prices(visitor)).toMatchObject({ group: { id: shop.visitors } });
    });
  });

  describe('carts', () => {
    it('belong to the shop where they were made, at its prices; switching shops keeps both', async () => {
      const { here, there } = await aCustomer();

      const [inMain, inSecond] = [await aCart(here), await aCart(there)];

      expect(inMain).toMatchObject({ atShopId: TEST_SHOP, group: { id: shop.customers } });
      expect(inSecond).toMatchObject({ atShopId: second, group: { id: vip } });
      for (const [cart, owner, elsewhere] of [
        [inMain, here, there],
        [inSecond, there, here],
      ] as const) {
        const url = `/v1/carts/${cart.id}`;
        expect(await owner.get(url)).toMatchObject({ status: 200, body: { atShopId: cart.atShopId } });
        const refused = await Promise.all([
          elsewhere.get(url),
          elsewhere.delete(url),
          elsewhere.post(`${url}/lines`, { productId: 'oolong', quantity: 1 }),
          order(elsewhere, cart.id),
        ]);
        expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
        expect((await shop.employee.get(url)).body).toMatchObject({ group: { id: cart.group.id } });
      }
    });

    it('are listed by shop, and say in which they were made when they change', async () => {
      const { customerId, here, there } = await aCustomer();
      const [inMain, inSecond] = [await aCart(here), await aCart(there)];

      const listed = async (query: string) =>
        (await shop.employee.get<CartsPageView>(`/v1/carts?customerId=${customerId}${query}`)).body.items.map(
          ({ id, atShopId }) => [id, atShopId],
        );

      expect(await listed(`&atShopId=${second}`)).toEqual([[inSecond.id, second]]);
      expect(await listed(`&atShopId=${TEST_SHOP}`)).toEqual([[inMain.id, TEST_SHOP]]);
      expect(await listed('')).toHaveLength(2);
      const told = async (id: string) => (await shop.service.events.next(cartChanged, id)).data;
      await eventually(async () => expect(await told(inSecond.id)).toMatchObject({ atShopId: second }));
      await eventually(async () => expect(await told(inMain.id)).not.toHaveProperty('atShopId'));
    });

    it('take vouchers for a group at shops where it counts', async () => {
      const { here, there } = await aCustomer();
      const voucher = {
        ...{ name: { en: 'Five off' }, code: 'VIP-5', percent: '5', groupIds: [vip], highlighted: true },
      };
      expect(await shop.employee.post('/v1/vouchers', voucher)).toMatchObject({ status: 201 });
      const add = async (api: Api) =>
        api.post(`/v1/carts/${(await aCart(api)).id}/vouchers`, { code: 'VIP-5' });
      const mine = async (api: Api) => (await api.get<{ items: object[] }>('/v1/vouchers/mine')).body.items;

      expect(await add(there)).toMatchObject({ status: 201 });
      expect(await add(here)).toMatchObject({ status: 409, body: { reason: 'other-group' } });
      expect([await mine(there), await mine(here)]).toMatchObject([[{ code: 'VIP-5' }], []]);
    });

    it('of visitors are taken over at the same shop alone', async () => {
      const who = aVisitor({ atShopId: second });
      const cart = await aCart(await shop.service.api.as(who));
      const visitorToken = await shop.service.tokens.sign(who);
      const { here, there } = await aCustomer();

      const claim = (api: Api) => api.post<CartView>(`/v1/carts/${cart.id}/claim`, { visitorToken });

      expect(await claim(here)).toMatchObject({
        ...{ status: 422, body: { code: 'visitor-token-not-valid' } },
      });
      expect(await claim(there)).toMatchObject({
        status: 200,
        body: { atShopId: second, group: { id: vip } },
      });
    });
  });

  it('have orders of each, which customers see in all of them', async () => {
    const { customerId, here, there } = await aCustomer();
    const place = async (api: Api) => {
      const { id } = await aCart(api);
      return (await order(api, id)).body;
    };

    const [inMain, inSecond] = [await place(here), await place(there)];

    expect([inMain.atShopId, inSecond.atShopId]).toEqual([TEST_SHOP, second]);
    expect((await here.get(`/v1/orders/${inSecond.id}`)).body).toMatchObject({
      ...{ atShopId: second, groupId: vip },
    });
    const listed = async (api: Api, query: string) =>
      (await api.get<OrdersPageView>(`/v1/orders?sort=placedAt${query}`)).body.items.map(
        ({ id, atShopId }) => [id, atShopId],
      );
    const [main, other] = [
      [inMain.id, TEST_SHOP],
      [inSecond.id, second],
    ];
    expect(await listed(here, '')).toEqual([main, other]);
    expect(await listed(there, `&atShopId=${TEST_SHOP}`)).toEqual([main]);
    const employee = await shop.service.api.as(anEmployee());
    expect(await listed(employee, `&customerId=${customerId}&atShopId=${second}`)).toEqual([other]);
    const told = async (id: string) => (await shop.service.events.next(orderPlaced, id)).data;
    expect(await told(inSecond.id)).toMatchObject({ atShopId: second });
    expect(await told(inMain.id)).not.toHaveProperty('atShopId');
    expect((await there.get(`/v1/carts/${inSecond.cartId}`)).body).toMatchObject({
      ...{ state: 'ordered', atShopId: second },
    });
  });
});
