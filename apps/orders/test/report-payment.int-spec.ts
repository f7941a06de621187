import { paidOrders, paymentAccepted } from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { aContact, anEmployee, type Api, TEST_SHOP } from '@clientele/testing';
import { deepStrictEqual } from 'node:assert/strict';
import { v7 as uuidv7 } from 'uuid';
import { Payment } from '../src/payments/payment.entity';
import { TestShop } from './shop';

interface PaymentAnswer {
  readonly id: string;
  readonly orderState: string;
  readonly code?: string;
}

describe('POST /v1/orders/{id}/payments', () => {
  let shop: TestShop;
  let employee: Api;
  let contact: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    ({ employee } = shop);
    contact = await shop.service.api.as(aContact());
    await shop.category('tea');
    await shop.product('oolong', { defaultCategoryId: 'tea' });
  });

  afterAll(() => shop.stop());

  // Two of 19.812 with 20 % tax: 47.55 in all.
  const newOrder = async (): Promise<string> => {
    const cart = await contact.post<{ id: string }>('/v1/carts', {});
    await contact.post(`/v1/carts/${cart.body.id}/lines`, { productId: 'oolong', quantity: 2 });
    const order = await contact
      .with({ 'idempotency-key': uuidv7() })
      .post<{ id: string }>('/v1/orders', { cartId: cart.body.id });
    return order.body.id;
  };

  const pay = (orderId: string, amount: string, transactionId: string = uuidv7(), currency = 'EUR') =>
    employee.post<PaymentAnswer>(`/v1/orders/${orderId}/payments`, {
      amount,
      currency,
      method: 'card',
      transactionId,
    });

  const order = async (orderId: string) =>
    (await employee.get<{ state: string; paid: string; version: number }>(`/v1/orders/${orderId}`)).body;

  const accepted = async (orderId: string) => {
    await shop.service.events.next(paymentAccepted, orderId);
    return shop.service.events.all(paymentAccepted, orderId);
  };

  it('accepts the order when payments cover the total, and not before', async () => {
    const orderId = await newOrder();

    const part = await pay(orderId, '20');
    const rest = await pay(orderId, '27.55');

    expect(part).toMatchObject({
      status: 201,
      body: { orderId, amount: '20.00', orderState: 'awaiting-payment', paid: '20.00', open: '27.55' },
    });
    expect(rest).toMatchObject({
      status: 201,
      body: { orderState: 'payment-accepted', paid: '47.55', open: '0.00' },
    });
    expect(await order(orderId)).toMatchObject({ state: 'payment-accepted', paid: '47.55', open: '0.00' });
    expect((await employee.get(`/v1/orders/${orderId}/payments`)).body).toMatchObject({
      items: [{ amount: '20.00', method: 'card' }, { amount: '27.55' }],
    });
    expect((await employee.get(`/v1/orders/${orderId}/history`)).body).toMatchObject({
      items: [
        { to: 'awaiting-payment' },
        { from: 'awaiting-payment', to: 'payment-accepted', actor: { kind: 'employee' }, reason: 'paid' },
      ],
    });
  });

  it('announces it once, with lines and categories', async () => {
    const orderId = await newOrder();

    await pay(orderId, '47.55');

    expect(await accepted(orderId)).toMatchObject([
      {
        aggregate: { id: orderId, version: 2 },
        data: {
          orderId,
          total: '47.55',
          lines: [{ productId: 'oolong', categoryIds: ['tea'], quantity: 2, total: '47.55' }],
        },
      },
    ]);
  });

  it('counts the same payment once when it is reported fifty times at once', async () => {
    const orderId = await newOrder();
    const transaction = uuidv7();

    const answers = await Promise.all(Array.from({ length: 50 }, () => pay(orderId, '47.55', transaction)));
    const later = await pay(orderId, '47.550', transaction);

    expect(new Set([...answers, later].map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set([...answers, later].map(({ body }) => body.id)).size).toBe(1);
    expect(new Set(answers.map(({ body }) => body.orderState))).toEqual(new Set(['payment-accepted']));
    expect(await shop.service.db.manager.countBy(Payment, { orderId })).toBe(1);
    expect(await accepted(orderId)).toHaveLength(1);
    expect(await order(orderId)).toMatchObject({ paid: '47.55', version: 2 });
  });

  it('refuses one of two payments at once that together would be too much', async () => {
    const orderId = await newOrder();

    const answers = await Promise.all([pay(orderId, '30'), pay(orderId, '30')]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(answers.find(({ status }) => status === 422)?.body).toMatchObject({
      code: 'payment-too-high',
      open: '17.55',
    });
    expect(await order(orderId)).toMatchObject({ paid: '30.00' });
  });

  it('takes a transaction for one order only, also at once', async () => {
    const [first, second] = [await newOrder(), await newOrder()];
    const transaction = uuidv7();

    const answers = await Promise.all([pay(first, '10', transaction), pay(second, '10', transaction)]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await shop.service.db.manager.countBy(Payment, { transactionId: transaction })).toBe(1);
  });

  it('announces an order that was shipped before it was paid, and leaves its state', async () => {
    const orderId = await newOrder();
    await shop.service.db.manager.query(`UPDATE orders SET state = 'shipped' WHERE id = $1`, [orderId]);

    expect((await pay(orderId, '47.55')).body).toMatchObject({ orderState: 'shipped', open: '0.00' });
    expect(await accepted(orderId)).toHaveLength(1);
  });

  describe('refuses', () => {
    let orderId: string;
    const transaction = uuidv7();

    beforeAll(async () => {
      orderId = await newOrder();
      await pay(orderId, '10', transaction);
    });

    afterEach(async () => {
      const { paid, state, version } = await order(orderId);
      const payments = await shop.service.db.manager.countBy(Payment, { orderId });
      deepStrictEqual(
        { paid, state, version, payments },
        { paid: '10.00', state: 'awaiting-payment', version: 2, payments: 1 },
      );
    });

    it.each([
      ['a payment higher than what is left', '37.56', 'EUR', 'payment-too-high', '/amount'],
      ['another currency', '10', 'USD', 'currency-mismatch', '/currency'],
      ['more decimals than the currency has', '10.001', 'EUR', 'amount-not-payable', '/amount'],
      ['a negative amount', '-10', 'EUR', 'validation-failed', '/amount'],
      ['nothing', '0.00', 'EUR', 'validation-failed', '/amount'],
      ['what is no currency', '10', 'euro', 'validation-failed', '/currency'],
    ])('%s', async (_, amount, currency, code, pointer) => {
      expect(await pay(orderId, amount, uuidv7(), currency)).toMatchObject({
        status: 422,
        body: { code, errors: [expect.objectContaining({ pointer })] },
      });
    });

    it('a known transaction with another amount', async () => {
      expect(await pay(orderId, '11', transaction)).toMatchObject({
        status: 409,
        body: { code: 'transaction-already-used' },
      });
    });

    it('anything for a cancelled order', async () => {
      const cancelled = await newOrder();
      await shop.service.db.manager.query(`UPDATE orders SET state = 'cancelled' WHERE id = $1`, [cancelled]);

      expect(await pay(cancelled, '10')).toMatchObject({
        status: 409,
        body: { code: 'order-not-payable', state: 'cancelled' },
      });
    });

    it('an order that is not there or of another shop', async () => {
      const elsewhere = await shop.service.api.as(
        anEmployee({ shopId: '0198c0de-0000-7000-8000-0000000000bb' }),
      );
      const body = { amount: '1', currency: 'EUR', method: 'card', transactionId: uuidv7() };

      for (const answer of [
        await pay(uuidv7(), '10'),
        await elsewhere.post(`/v1/orders/${orderId}/payments`, body),
        await elsewhere.get(`/v1/orders/${orderId}/payments`),
        await elsewhere.get(`/v1/orders/${orderId}`),
      ])
        expect(answer).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    });

    it('contacts, and employees without the permission', async () => {
      const reader = await shop.service.api.as(anEmployee({ permissions: new Set(['payments:read']) }));
      const body = { amount: '1', currency: 'EUR', method: 'card', transactionId: uuidv7() };

      for (const api of [contact, reader])
        expect(await api.post(`/v1/orders/${orderId}/payments`, body)).toMatchObject({ status: 403 });
    });
  });

  it('is told to other services by when it was accepted, page by page', async () => {
    const from = new Date().toISOString();
    const [first, unpaid, second] = [await newOrder(), await newOrder(), await newOrder()];
    await pay(first, '47.55');
    await pay(second, '47.55');
    await pay(unpaid, '1');
    const ask = (question: object) =>
      shop.service.app
        .get(Ask)
        .ask(paidOrders, { shopId: TEST_SHOP, from, until: '2999-01-01T00:00:00Z', ...question }, 5_000);

    const { items, hasMore } = await ask({});
    const [{ paidAt, order: facts } = { paidAt: '', order: undefined }] = items;
    const next = await ask({ after: { paidAt, orderId: first } });

    expect([items.map(({ order: { orderId } }) => orderId), hasMore]).toEqual([[first, second], false]);
    const [event] = await accepted(first);
    expect({ paidAt, facts }).toEqual({ paidAt: event?.occurredAt, facts: event?.data });
    expect(next.items.map(({ order: { orderId } }) => orderId)).toEqual([second]);
    expect((await ask({ until: from })).items).toEqual([]);
    expect((await ask({ shopId: uuidv7() })).items).toEqual([]);
  });
});
