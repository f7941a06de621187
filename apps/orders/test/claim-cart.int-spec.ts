import { cartChanged, type VisitorPrincipal } from '@clientele/contracts';
import { aContact, type Api, aVisitor, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { CartLine } from '../src/carts/cart-line.entity';
import { Cart } from '../src/carts/cart.entity';
import { TestShop } from './shop';

describe('POST /v1/carts/{id}/claim', () => {
  let shop: TestShop;
  let vip: string;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.product('oolong');
    await shop.product('atlas', { price: '30' });
    await shop.product('yen', { price: '100', currency: 'JPY' });
    vip = await shop.group({ discountPercent: '10' });
  });

  afterAll(() => shop.stop());

  const cartOf = async (api: Api, ...productIds: string[]): Promise<string> => {
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    for (const productId of productIds) await api.post(`/v1/carts/${id}/lines`, { productId, quantity: 2 });
    return id;
  };

  const arrange = async () => {
    const who: VisitorPrincipal = aVisitor();
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: vip });
    return {
      visitor: await shop.service.api.as(who),
      visitorToken: await shop.service.tokens.sign(who),
      contact: await shop.service.api.as(aContact({ customerId })),
      customerId,
    };
  };

  it("makes the visitor's cart the customer's, at the customer's prices", async () => {
    const { visitor, visitorToken, contact, customerId } = await arrange();
    const id = await cartOf(visitor, 'oolong');

    const claimed = await contact.post(`/v1/carts/${id}/claim`, { visitorToken });

    expect(claimed).toMatchObject({
      status: 200,
      body: {
        id,
        customerId,
        visitorId: null,
        group: { id: vip },
        lines: [{ productId: 'oolong', quantity: 2, discount: { percent: '10' } }],
        changes: [{ productId: 'oolong' }],
      },
    });
    expect(await visitor.get(`/v1/carts/${id}`)).toMatchObject({ status: 404 });
    expect((await contact.get(`/v1/carts/${id}`)).body).toMatchObject({ changes: [] });
    await eventually(async () =>
      expect((await shop.service.events.next(cartChanged, id)).data).toMatchObject({ customerId }),
    );
  });

  it("adds the lines to a cart of the customer, and the visitor's cart is gone", async () => {
    const { visitor, visitorToken, contact } = await arrange();
    const from = await cartOf(visitor, 'oolong', 'atlas');
    const intoCartId = await cartOf(contact, 'oolong');

    const merged = await contact.post(`/v1/carts/${from}/claim`, { visitorToken, intoCartId });

    expect(merged).toMatchObject({
      status: 200,
      body: {
        id: intoCartId,
        lines: expect.arrayContaining([
          expect.objectContaining({ productId: 'oolong', quantity: 4 }),
          expect.objectContaining({ productId: 'atlas', quantity: 2 }),
        ]),
      },
    });
    expect((await contact.get(`/v1/carts/${intoCartId}`)).body).toMatchObject({
      lines: [{}, {}],
      changes: [],
    });
    expect(await shop.service.db.manager.countBy(Cart, { id: from })).toBe(0);
    expect(await shop.service.db.manager.countBy(CartLine, { cartId: from })).toBe(0);
    await eventually(async () =>
      expect((await shop.service.events.all(cartChanged, from)).at(-1)?.data).toMatchObject({ lines: 0 }),
    );
  });

  it('adds a quantity once, however often it is asked at once', async () => {
    const { visitor, visitorToken, contact } = await arrange();
    const from = await cartOf(visitor, 'oolong');
    const intoCartId = await cartOf(contact, 'oolong');

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => contact.post(`/v1/carts/${from}/claim`, { visitorToken, intoCartId })),
    );

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404, 404]);
    expect((await contact.get(`/v1/carts/${intoCartId}`)).body).toMatchObject({ lines: [{ quantity: 4 }] });
  });

  it('refuses what does not fit together, and changes nothing', async () => {
    const { visitor, visitorToken, contact } = await arrange();
    const from = await cartOf(visitor, 'oolong');
    const yen = await cartOf(contact, 'yen');
    const full = await cartOf(contact);
    await contact.post(`/v1/carts/${full}/lines`, { productId: 'oolong', quantity: 999_999 });
    const before = (await visitor.get(`/v1/carts/${from}`)).body;

    expect(await contact.post(`/v1/carts/${from}/claim`, { visitorToken, intoCartId: yen })).toMatchObject({
      status: 422,
      body: { code: 'currency-mismatch' },
    });
    expect(await contact.post(`/v1/carts/${from}/claim`, { visitorToken, intoCartId: full })).toMatchObject({
      status: 422,
      body: { code: 'quantity-too-large' },
    });
    expect((await visitor.get(`/v1/carts/${from}`)).body).toEqual(before);
  });

  it("needs a good token of the cart's visitor, and a cart of the customer to add to", async () => {
    const { visitor, visitorToken, contact } = await arrange();
    const from = await cartOf(visitor, 'oolong');
    const foreign = await cartOf(await shop.service.api.as(aContact()), 'oolong');
    const expired = await shop.service.tokens.sign(aVisitor(), '-1s');
    const another = await shop.service.tokens.sign(aVisitor());
    const ofContact = await shop.service.tokens.sign(aContact());

    for (const token of ['nonsense', expired, ofContact])
      expect(await contact.post(`/v1/carts/${from}/claim`, { visitorToken: token })).toMatchObject({
        status: 422,
        body: { code: 'visitor-token-not-valid', errors: [{ pointer: '/visitorToken' }] },
      });
    expect(await contact.post(`/v1/carts/${from}/claim`, { visitorToken: another })).toMatchObject({
      status: 404,
      body: { code: 'cart-not-found' },
    });
    expect(
      await contact.post(`/v1/carts/${from}/claim`, { visitorToken, intoCartId: foreign }),
    ).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
    expect(await visitor.post(`/v1/carts/${from}/claim`, { visitorToken })).toMatchObject({ status: 403 });
  });

  it('takes a visitor who was at the same shop', async () => {
    const [atShopId, customerId] = [uuidv7(), uuidv7()];
    await shop.memberships(customerId, { defaultGroupId: vip });
    const contact = await shop.service.api.as(aContact({ customerId, atShopId }));
    const there = aVisitor({ atShopId });
    const from = await cartOf(await shop.service.api.as(there), 'oolong');
    const claim = async (who: VisitorPrincipal) =>
      contact.post(`/v1/carts/${from}/claim`, { visitorToken: await shop.service.tokens.sign(who) });

    const refused = [
      await claim({ ...there, shopId: uuidv7() }),
      await claim({ ...there, atShopId: undefined }),
      await claim({ ...there, atShopId: uuidv7() }),
    ];
    const claimed = await claim(there);

    for (const answer of refused)
      expect(answer).toMatchObject({ status: 422, body: { code: 'visitor-token-not-valid' } });
    expect(claimed).toMatchObject({ status: 200, body: { customerId } });
  });
});
