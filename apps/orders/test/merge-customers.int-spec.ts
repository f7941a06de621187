import {
  type CustomerMerged,
  customerMerged,
  customerMergeUndone,
  type EventContract,
  ordersHoldings,
  ordersMergeFollowed,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { aContact, type Api } from '@clientele/testing';
import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { MergesConsumer } from '../src/merges/merges.consumer';
import { circumstancesOf, TestShop } from './shop';

describe('merged customers', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.product('oolong');
  });

  afterAll(() => shop.stop());

  const told = (contract: EventContract<CustomerMerged>, merge: CustomerMerged) =>
    contract.create(circumstancesOf(merge.mergeId, contract === customerMerged ? 1 : 2), merge);
  const tell = (contract: EventContract<CustomerMerged>, merge: CustomerMerged, times = 1) =>
    shop.announce(told(contract, merge), 'orders-merges', times);
  const merging = (fromId: string, intoId: string): CustomerMerged => ({ mergeId: uuidv7(), fromId, intoId });

  const aBuyer = async () => {
    const customerId = uuidv7();
    return { customerId, api: await shop.service.api.as(aContact({ customerId })) };
  };
  const cartOf = async (api: Api): Promise<string> => {
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 1 });
    return id;
  };
  const order = (api: Api, cartId: string) =>
    api.with({ 'idempotency-key': randomUUID() }).post<{ id: string }>('/v1/orders', { cartId });
  const buy = async (api: Api): Promise<string> => (await order(api, await cartOf(api))).body.id;

  const voucherOf = async (customerId: string): Promise<string> =>
    (
      await shop.employee.post<{ id: string }>('/v1/vouchers', {
        ...{ name: { en: 'Sorry' }, percent: '10', customerId },
      })
    ).body.id;
  const ownerOf = async (kind: 'orders' | 'carts' | 'vouchers', id: string) =>
    (await shop.employee.get<{ customerId: string }>(`/v1/${kind}/${id}`)).body.customerId;
  const ordersOf = async (customerId: string) =>
    (
      await shop.employee.get<{ items: { id: string }[] }>(`/v1/orders?customerId=${customerId}`)
    ).body.items.map(({ id }) => id);

  it('leave carts and orders to the survivor, however often that is told', async () => {
    const [from, into] = [await aBuyer(), await aBuyer()];
    const [cart, bought, own] = [await cartOf(from.api), await buy(from.api), await buy(into.api)];
    const voucher = await voucherOf(from.customerId);

    const merge = merging(from.customerId, into.customerId);
    const question = { customerId: from.customerId };
    const { counts } = await shop.service.app.get(Ask).ask(ordersHoldings, question, 5_000);

    await tell(customerMerged, merge, 3);

    expect(counts).toEqual({ carts: 1, orders: 1, vouchers: 1 });
    expect(await shop.service.events.next(ordersMergeFollowed, merge.mergeId)).toMatchObject({
      data: { undone: false, moved: { carts: 2, orders: 1, vouchers: 1 } },
    });
    expect(await ownerOf('vouchers', voucher)).toBe(into.customerId);
    expect(await ordersOf(into.customerId)).toEqual([own, bought]);
    expect(await into.api.get(`/v1/carts/${cart}`)).toMatchObject({
      ...{ status: 200, body: { customerId: into.customerId } },
    });
    expect(await into.api.get(`/v1/orders/${bought}`)).toMatchObject({
      status: 200,
      body: { customerId: into.customerId },
    });
    expect(await from.api.get(`/v1/carts/${cart}`)).toMatchObject({ status: 404 });
    expect(await from.api.get(`/v1/orders/${bought}`)).toMatchObject({ status: 404 });
  });

  it('get back what was theirs, and what the survivor has got since stays', async () => {
    const [from, into] = [await aBuyer(), await aBuyer()];
    const [bought, own] = [await buy(from.api), await buy(into.api)];
    const merge = merging(from.customerId, into.customerId);
    await tell(customerMerged, merge);
    const since = await buy(into.api);

    await tell(customerMergeUndone, merge, 2);

    expect(await ordersOf(from.customerId)).toEqual([bought]);
    expect(await ordersOf(into.customerId)).toEqual([since, own]);
  });

  it('are left alone by a merge that was undone before it was heard of', async () => {
    const [from, into] = [await aBuyer(), await aBuyer()];
    const bought = await buy(from.api);
    const merge = merging(from.customerId, into.customerId);

    await tell(customerMergeUndone, merge);
    await tell(customerMerged, merge);

    expect(await ownerOf('orders', bought)).toBe(from.customerId);
  });

  it('may be a chain, told and undone in any order', async () => {
    const [a, b, c] = [await aBuyer(), await aBuyer(), await aBuyer()];
    const [ofA, ofB, ofC] = [await buy(a.api), await buy(b.api), await buy(c.api)];
    const [first, second] = [merging(a.customerId, b.customerId), merging(b.customerId, c.customerId)];

    await tell(customerMerged, second);
    await tell(customerMerged, first);
    const merged = await ordersOf(c.customerId);
    await tell(customerMergeUndone, first);
    await tell(customerMergeUndone, second);

    expect(merged).toEqual([ofC, ofB, ofA]);
    expect([
      await ordersOf(a.customerId),
      await ordersOf(b.customerId),
      await ordersOf(c.customerId),
    ]).toEqual([...[[ofA], [ofB], [ofC]]]);
  });

  it('go to one survivor when two merges of a chain are heard of at the same instant', async () => {
    const [a, b, c] = [await aBuyer(), await aBuyer(), await aBuyer()];
    const bought = await buy(a.api);
    const consumer = shop.service.app.get(MergesConsumer);
    const events = [merging(a.customerId, b.customerId), merging(b.customerId, c.customerId)];

    await Promise.all(
      events.map((merge) =>
        shop.service.db.transaction((tx) => consumer.merge(told(customerMerged, merge), tx)),
      ),
    );

    expect(await ownerOf('orders', bought)).toBe(c.customerId);
  });

  it('leave no order behind that is placed at the same instant', async () => {
    const [from, into] = [await aBuyer(), await aBuyer()];
    const cart = await cartOf(from.api);
    const consumer = shop.service.app.get(MergesConsumer);
    const event = told(customerMerged, merging(from.customerId, into.customerId));

    const [placed] = await Promise.all([
      order(from.api, cart),
      shop.service.db.transaction((tx) => consumer.merge(event, tx)),
    ]);

    expect([201, 404]).toContain(placed.status);
    expect(await ownerOf('carts', cart)).toBe(into.customerId);
    expect(await ordersOf(from.customerId)).toEqual([]);
  });

  it('move nothing when the transaction does not commit', async () => {
    const [from, into] = [await aBuyer(), await aBuyer()];
    const bought = await buy(from.api);
    const consumer = shop.service.app.get(MergesConsumer);
    const event = told(customerMerged, merging(from.customerId, into.customerId));

    await shop.service.db
      .transaction(async (tx) => {
        await consumer.merge(event, tx);
        throw new Error('no');
      })
      .catch(() => undefined);

    expect(await ownerOf('orders', bought)).toBe(from.customerId);
  });

  it('begin no cart any more with a token that still names them', async () => {
    const [from, into] = [await aBuyer(), await aBuyer()];
    await tell(customerMerged, merging(from.customerId, into.customerId));

    expect(await from.api.post('/v1/carts', {})).toMatchObject({
      status: 403,
      body: { code: 'access-revoked' },
    });
  });
});
