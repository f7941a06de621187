import { customerMerged, orderPlaced, type VisitorPrincipal } from '@clientele/contracts';
import { aContact, aGuest, type Api, aVisitor } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { circumstancesOf, TestShop } from './shop';

interface Cart {
  readonly id: string;
  readonly customerId: string;
}

describe('a guest', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.group({ groupId: shop.guests, role: 'guest', discountPercent: '25' }, 2);
    await shop.product('oolong', { price: '10', taxRate: '0' });
  });

  afterAll(() => shop.stop());

  const arrange = async () => {
    const who: VisitorPrincipal = aGuest();
    const before = aVisitor();
    const visitor = await shop.service.api.as(before);
    const { id: cartId } = (await visitor.post<Cart>('/v1/carts', {})).body;
    await visitor.post(`/v1/carts/${cartId}/lines`, { productId: 'oolong', quantity: 2 });
    return {
      ...{ who, cartId, visitor, guest: await shop.service.api.as(who) },
      customerId: who.guest?.customerId ?? '',
      visitorToken: await shop.service.tokens.sign(before),
    };
  };
  const order = (api: Api, cartId: string) =>
    api
      .with({ 'idempotency-key': uuidv7() })
      .post<{ id: string; customerId: string }>('/v1/orders', { cartId });
  const ordered = async () => {
    const arranged = await arrange();
    await arranged.guest.post(`/v1/carts/${arranged.cartId}/claim`, { visitorToken: arranged.visitorToken });
    return { ...arranged, placed: await order(arranged.guest, arranged.cartId) };
  };
  const aCart = async (api: Api) => {
    const { id } = (await api.post<Cart>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 1 });
    return id;
  };

  it("takes over the visitor's cart at the prices of guests, and orders it", async () => {
    const { who, guest, customerId, cartId, visitorToken } = await arrange();

    const claimed = await guest.post(`/v1/carts/${cartId}/claim`, { visitorToken });
    const placed = await order(guest, cartId);

    expect(claimed).toMatchObject({
      status: 200,
      body: { customerId, visitorId: null, contactId: null, group: { id: shop.guests } },
    });
    expect(placed).toMatchObject({
      status: 201,
      body: { customerId, contactId: null, totals: { total: { taxIncluded: '15.00' } } },
    });
    expect(await guest.get(`/v1/orders/${placed.body.id}`)).toMatchObject({ status: 200, body: placed.body });
    expect(await shop.employee.get(`/v1/orders?customerId=${customerId}`)).toMatchObject({
      body: { items: [{ id: placed.body.id, contactId: null }] },
    });
    const { data, actor } = await shop.service.events.next(orderPlaced, placed.body.id);
    expect([actor, data.contactId]).toEqual([{ kind: 'visitor', id: who.id }, undefined]);
  });

  it('sees prices of guests, and a cart of its own has them', async () => {
    const guest = await shop.service.api.as(aGuest());

    const prices = await guest.post('/v1/prices', { items: [{ productId: 'oolong' }] });
    const cart = await guest.get(`/v1/carts/${await aCart(guest)}`);

    expect(prices.body).toMatchObject({ group: { id: shop.guests }, items: [{ displayedPrice: '7.50' }] });
    expect(cart.body).toMatchObject({ group: { id: shop.guests }, changes: [] });
  });

  it('orders once: for another order it checks out anew', async () => {
    const { guest, placed, visitorToken } = await ordered();
    const another = await arrange();

    const answers = [
      await guest.post('/v1/carts', {}),
      await guest.post(`/v1/carts/${another.cartId}/claim`, { visitorToken: another.visitorToken }),
      await order(guest, uuidv7()),
    ];

    expect([placed.status, visitorToken]).toEqual([201, expect.any(String)]);
    expect(answers.map(({ status, body }) => [status, 'code' in body && body.code])).toEqual(
      answers.map(() => [403, 'checkout-over']),
    );
  });

  it('places one order of two carts at the same instant', async () => {
    const who = aGuest();
    const guest = await shop.service.api.as(who);
    const carts = [await aCart(guest), await aCart(guest)];

    const placed = await Promise.all(carts.map((cartId) => order(guest, cartId)));

    expect(placed.map(({ status }) => status).toSorted()).toEqual([201, 403]);
  });

  it("sees and orders nobody else's, and nothing else of its own customer", async () => {
    const { who, placed, cartId, customerId } = await ordered();
    const contact = await shop.service.api.as(aContact({ customerId }));
    const theirs = await aCart(contact);
    const theirOrder = (await order(contact, theirs)).body.id;
    const other = await shop.service.api.as(aGuest({ guest: who.guest }));
    const stranger = await shop.service.api.as(aGuest());

    const calls = await Promise.all([
      other.get(`/v1/orders/${placed.body.id}`),
      stranger.get(`/v1/orders/${theirOrder}`),
      stranger.get(`/v1/carts/${cartId}`),
      stranger.post(`/v1/carts/${cartId}/lines`, { productId: 'oolong', quantity: 1 }),
      order(stranger, await aCart(contact)),
    ]);
    const lists = await Promise.all([other.get('/v1/orders'), other.get(`/v1/orders/${theirOrder}/history`)]);

    expect(calls.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(lists.map(({ status }) => status)).toEqual([403, 403]);
    expect(await order(await shop.service.api.as(aVisitor()), cartId)).toMatchObject({ status: 403 });
  });

  it('is not told that its order was attached to a customer', async () => {
    const { guest, placed, cartId, customerId } = await ordered();
    const { guest: other, cartId: otherCart } = await ordered();
    const into = uuidv7();
    const mergeId = uuidv7();
    const merge = customerMerged.create(circumstancesOf(mergeId, 1), {
      ...{ mergeId, fromId: customerId, intoId: into },
    });
    await shop.announce(merge, 'orders-merges');

    expect(await shop.employee.get(`/v1/orders/${placed.body.id}`)).toMatchObject({
      body: { customerId: into },
    });
    expect((await guest.get(`/v1/orders/${placed.body.id}`)).body).toEqual(placed.body);
    expect(await guest.get(`/v1/carts/${cartId}`)).toMatchObject({ status: 404 });
    expect(await other.get(`/v1/carts/${otherCart}`)).toMatchObject({ status: 404 });
    expect(await guest.post('/v1/carts', {})).toMatchObject({ body: { code: 'checkout-over' } });
  });
});
