import { orderByReference, orderCompletedFree, orderPlaced, paymentAccepted } from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { aContact, anEmployee, type Api, aVisitor, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { newReference } from '../../src/orders/order.domain';
import { TestShop } from '../shop';

jest.mock('../../src/orders/order.domain', () => {
  const actual = jest.requireActual<typeof import('../../src/orders/order.domain')>(
    '../../src/orders/order.domain',
  );
  return { ...actual, newReference: jest.fn(actual.newReference) };
});

interface OrderAnswer {
  readonly id: string;
  readonly reference: string;
  readonly code?: string;
}

describe('POST /v1/orders', () => {
  let shop: TestShop;
  let vip: string;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.category('tea');
    await shop.category('sale');
    await shop.product('oolong', { defaultCategoryId: 'tea', categoryIds: ['sale'] });
    await shop.product('gift', { price: '0' });
    vip = await shop.group({
      discountPercent: '10',
      categoryDiscounts: [{ categoryId: 'tea', discountPercent: '5' }],
    });
  });

  afterAll(() => shop.stop());

  const arrange = async (changes: Parameters<typeof aContact>[0] = {}) => {
    const who = aContact(changes);
    const contact = await shop.service.api.as(who);
    return { who, contact, customerId: who.customerId ?? '' };
  };

  const cartWith = async (api: Api, productId: string, quantity = 2): Promise<string> => {
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId, quantity });
    return id;
  };

  const order = (api: Api, cartId: string, key: string = uuidv7()) =>
    api.with({ 'idempotency-key': key }).post<OrderAnswer>('/v1/orders', { cartId });

  const counts = () =>
    shop.service.db.manager.query(
      `SELECT (SELECT count(*) FROM orders) AS orders, (SELECT count(*) FROM order_lines) AS lines,
              (SELECT count(*) FROM order_state_changes) AS changes, (SELECT count(*) FROM outbox WHERE type LIKE 'orders.%') AS events`,
    );

  it('makes an order of a cart with the whole buying context', async () => {
    const { who, contact, customerId } = await arrange();
    await shop.memberships(customerId, { defaultGroupId: vip });
    const cartId = await cartWith(contact, 'oolong');

    const placed = await order(contact, cartId);
    const read = await contact.get(`/v1/orders/${placed.body.id}`);

    expect(placed).toMatchObject({
      status: 201,
      body: {
        reference: expect.stringMatching(/^[A-Z]{9}$/),
        state: 'awaiting-payment',
        cartId,
        customerId,
        contactId: who.id,
        profileId: who.profileId,
        groupId: vip,
        currency: 'EUR',
        lines: [
          {
            productId: 'oolong',
            sku: 'OOLONG',
            categoryIds: ['tea', 'sale'],
            quantity: 2,
            basePrice: '19.812',
            unitPrice: { taxExcluded: '18.8214', taxIncluded: '22.58568' },
            discount: { percent: '5', origin: 'category', groupId: vip, categoryId: 'tea' },
            taxRate: '20',
            total: { taxExcluded: '37.64', taxIncluded: '45.17' },
            tax: '7.53',
          },
        ],
        totals: {
          products: { taxExcluded: '37.64', taxIncluded: '45.17' },
          shipping: { taxExcluded: '0.00', taxIncluded: '0.00' },
          tax: '7.53',
          total: { taxExcluded: '37.64', taxIncluded: '45.17' },
        },
        paid: '0.00',
        open: '45.17',
        version: 1,
      },
    });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"1"' } });
    expect(read.body).toEqual(placed.body);
  });

  it('announces it with what was bought', async () => {
    const { contact, customerId } = await arrange();
    const cartId = await cartWith(contact, 'oolong');

    const { body } = await order(contact, cartId);

    expect(await shop.service.events.next(orderPlaced, body.id)).toMatchObject({
      data: {
        orderId: body.id,
        reference: body.reference,
        customerId,
        cartId,
        currency: 'EUR',
        total: '47.55',
        totalTaxExcluded: '39.62',
        lines: [{ productId: 'oolong', categoryIds: ['tea', 'sale'], quantity: 2, total: '47.55' }],
      },
    });
  });

  it('leaves a cart that shows what was ordered and takes no change', async () => {
    const { contact } = await arrange();
    const cartId = await cartWith(contact, 'oolong');
    const filled = await contact.get<{ lines: { id: string }[] }>(`/v1/carts/${cartId}`);
    const { body } = await order(contact, cartId);
    await shop.product('oolong', { defaultCategoryId: 'tea', categoryIds: ['sale'], price: '25' });

    const cart = await contact.get(`/v1/carts/${cartId}`);
    const line = `/v1/carts/${cartId}/lines/${filled.body.lines[0]?.id}`;
    const refused = [
      await contact.post(`/v1/carts/${cartId}/lines`, { productId: 'oolong', quantity: 1 }),
      await contact.patch(line, { quantity: 1 }),
      await contact.delete(line),
      await order(contact, cartId),
    ];
    await shop.product('oolong', { defaultCategoryId: 'tea', categoryIds: ['sale'] });

    expect(cart.body).toMatchObject({
      state: 'ordered',
      orderId: body.id,
      lines: [{ productId: 'oolong', quantity: 2, available: true, total: { taxIncluded: '47.55' } }],
      totals: { total: { taxIncluded: '47.55' } },
    });
    for (const answer of refused)
      expect(answer).toMatchObject({ status: 409, body: { code: 'cart-already-ordered' } });
  });

  it('places one order of one cart ordered fifty times at once', async () => {
    const { contact } = await arrange();
    const cartId = await cartWith(contact, 'oolong');
    const key = uuidv7();

    const answers = await Promise.all([
      ...Array.from({ length: 25 }, () => order(contact, cartId, key)),
      ...Array.from({ length: 25 }, () => order(contact, cartId)),
    ]);

    const created = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(created.size).toBe(1);
    const refusals = answers.flatMap(({ status, body }) => (status === 201 ? [] : [body.code]));
    expect(
      refusals.filter((code) => code !== 'cart-already-ordered' && code !== 'idempotency-in-progress'),
    ).toEqual([]);
    expect(
      await shop.service.db.manager.query('SELECT id FROM orders WHERE cart_id = $1', [cartId]),
    ).toHaveLength(1);
  });

  it('tells an old and a new price, shows the new one from then on and takes the order then', async () => {
    const { contact } = await arrange();
    await shop.product('wine', { price: '10' });
    const cartId = await cartWith(contact, 'wine', 1);
    await shop.product('wine', { price: '12' });
    const before = await counts();

    const refused = await order(contact, cartId);
    const after = await counts();
    const placed = await order(contact, cartId);

    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'price-changed',
        changes: [
          {
            productId: 'wine',
            old: { taxExcluded: '10.00', taxIncluded: '12.00' },
            new: { taxExcluded: '12.00', taxIncluded: '14.40' },
          },
        ],
      },
    });
    expect(after).toEqual([{ ...before[0], events: String(Number(before[0]?.events) + 1) }]);
    expect(placed).toMatchObject({ status: 201, body: { totals: { total: { taxIncluded: '14.40' } } } });
  });

  it('completes a free order at once, and no payment is said to be accepted', async () => {
    const { contact } = await arrange();

    const { body } = await order(contact, await cartWith(contact, 'gift'));

    expect(body).toMatchObject({
      state: 'processing',
      totals: { total: { taxIncluded: '0.00' } },
      open: '0.00',
    });
    expect(await shop.service.events.next(orderCompletedFree, body.id)).toMatchObject({
      data: { orderId: body.id, total: '0.00' },
    });
    expect(await shop.service.events.all(paymentAccepted, body.id)).toEqual([]);
  });

  it('takes another reference when one is taken', async () => {
    const { contact } = await arrange();
    const first = await order(contact, await cartWith(contact, 'oolong'));
    jest.mocked(newReference).mockReturnValueOnce(first.body.reference);

    const second = await order(contact, await cartWith(contact, 'oolong'));

    expect(second.status).toBe(201);
    expect(second.body.reference).not.toBe(first.body.reference);
  });

  it('keeps who brought the order into its state', async () => {
    const { who, contact } = await arrange();
    const { body } = await order(contact, await cartWith(contact, 'oolong'));

    expect((await shop.employee.get(`/v1/orders/${body.id}/history`)).body).toEqual({
      items: [
        {
          from: null,
          to: 'awaiting-payment',
          actor: { kind: 'contact', id: who.id },
          reason: 'placed',
          changedAt: expect.stringMatching(/Z$/),
        },
      ],
    });
    expect(await contact.get(`/v1/orders/${body.id}/history`)).toMatchObject({ status: 403 });
  });

  describe('refuses', () => {
    it('an empty cart, one that is not there and one of another customer, and keeps nothing', async () => {
      const { contact } = await arrange();
      const { contact: stranger } = await arrange();
      const empty = (await contact.post<{ id: string }>('/v1/carts', {})).body.id;
      const filled = await cartWith(contact, 'oolong');
      const before = await counts();

      expect(await order(contact, empty)).toMatchObject({ status: 409, body: { code: 'cart-is-empty' } });
      for (const [api, cartId] of [
        [contact, uuidv7()],
        [stranger, filled],
      ] as const)
        expect(await order(api, cartId)).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
      expect(await counts()).toEqual(before);
    });

    it('a product that is not for sale any more', async () => {
      const { contact } = await arrange();
      await shop.product('fading', { price: '10' });
      const cartId = await cartWith(contact, 'fading');
      await shop.product('fading', { price: '10', active: false });
      const before = await counts();

      expect(await order(contact, cartId)).toMatchObject({
        status: 409,
        body: { code: 'product-unavailable', productIds: ['fading'] },
      });
      expect(await counts()).toEqual(before);
    });

    it('visitors, employees, contacts without the permission and requests without a key', async () => {
      const { contact, customerId } = await arrange();
      const visitor = await shop.service.api.as(aVisitor());
      const looker = await shop.service.api.as(
        aContact({ customerId, permissions: new Set(['cart:use', 'prices:view']) }),
      );
      const cartId = await cartWith(contact, 'oolong');
      const cartOfVisitor = await cartWith(visitor, 'oolong');

      expect(await order(visitor, cartOfVisitor)).toMatchObject({ status: 403 });
      for (const api of [looker, shop.employee])
        expect(await order(api, cartId)).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
      expect(await contact.post('/v1/orders', { cartId })).toMatchObject({
        status: 400,
        body: { code: 'idempotency-key-missing' },
      });
    });

    it('an order that cannot be announced, and keeps nothing of it', async () => {
      const { contact } = await arrange();
      const cartId = await cartWith(contact, 'oolong');
      const before = await counts();
      shop.service.failNextEvent();

      expect((await order(contact, cartId)).status).toBeGreaterThanOrEqual(400);
      expect(await counts()).toEqual(before);
      expect(await order(contact, cartId)).toMatchObject({ status: 201 });
    });
  });

  describe('orders', () => {
    it('are seen as the profile allows, and by nobody else', async () => {
      const { who, contact, customerId } = await arrange();
      const { body } = await order(contact, await cartWith(contact, 'oolong'));
      const colleague = (permissions: readonly ('orders:view-own' | 'orders:view-all' | 'cart:use')[]) =>
        shop.service.api.as(aContact({ customerId, permissions: new Set(permissions) }));
      const path = `/v1/orders/${body.id}`;

      expect(await (await colleague(['orders:view-all'])).get(path)).toMatchObject({ status: 200 });
      expect(await (await colleague(['orders:view-own'])).get(path)).toMatchObject({
        status: 404,
        body: { code: 'order-not-found' },
      });
      expect(await (await colleague(['cart:use'])).get(path)).toMatchObject({ status: 403 });
      expect(await (await shop.service.api.as(aContact())).get(path)).toMatchObject({ status: 404 });
      expect(await (await shop.service.api.as(aVisitor())).get(path)).toMatchObject({ status: 403 });
      const own = await shop.service.api.as({ ...who, permissions: new Set(['orders:view-own']) });
      expect((await own.get('/v1/orders?count=true')).body).toMatchObject({
        items: [{ id: body.id }],
        total: 1,
      });
      expect((await (await colleague(['orders:view-own'])).get('/v1/orders')).body).toEqual({
        items: [],
        nextCursor: null,
      });
    });

    it('are found by employees', async () => {
      const { contact, customerId } = await arrange();
      const { body } = await order(contact, await cartWith(contact, 'oolong'));
      const found = async (query: string) =>
        (await shop.employee.get<{ items: OrderAnswer[] }>(`/v1/orders?${query}`)).body.items.map(
          ({ id }) => id,
        );

      expect(await found(`customerId=${customerId}&state=awaiting-payment`)).toEqual([body.id]);
      expect(await found(`reference=${body.reference.toLowerCase()}`)).toEqual([body.id]);
      expect(await found(`customerId=${customerId}&placedTo=2020-01-01T00:00:00Z`)).toEqual([]);
      expect(await found(`customerId=${customerId}&placedFrom=2020-01-01T00:00:00Z`)).toEqual([body.id]);
      for (const sort of ['total', '-reference', 'placedAt'])
        expect(await found(`customerId=${customerId}&sort=${sort}`)).toEqual([body.id]);
      expect(await shop.employee.get('/v1/orders?placedFrom=2020-01-01')).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/placedFrom' }] },
      });
      const other = await shop.service.api.as(anEmployee({ permissions: new Set(['carts:read']) }));
      expect(await other.get('/v1/orders')).toMatchObject({ status: 403 });
    });

    it('are found by reference for other services, but only those of the customer', async () => {
      const { contact, customerId } = await arrange();
      const { body } = await order(contact, await cartWith(contact, 'oolong'));
      const ask = shop.service.app.get(Ask);
      const reference = ` ${body.reference.toLowerCase()} `;

      await eventually(async () =>
        expect(await ask.ask(orderByReference, { reference, customerId }, 2_000)).toEqual({
          orderId: body.id,
        }),
      );
      expect(await ask.ask(orderByReference, { reference, customerId: uuidv7() }, 2_000)).toEqual({
        orderId: null,
      });
    });

    it('have states that can be listed, with where each may lead', async () => {
      const { contact } = await arrange();

      const { body } = await contact.get<{ items: { code: string }[] }>('/v1/order-states');

      expect(body.items.map(({ code }) => code)).toEqual([
        'awaiting-payment',
        'awaiting-bank-wire',
        'awaiting-cheque',
        'payment-accepted',
        'payment-error',
        'processing',
        'shipped',
        'delivered',
        'cancelled',
        'partially-refunded',
        'refunded',
      ]);
      expect(body.items[3]).toMatchObject({
        name: { en: 'Payment accepted', nb: 'Betaling godkjent' },
        paid: true,
        cancelled: false,
        next: expect.arrayContaining(['processing', 'refunded']),
      });
    });
  });
});
