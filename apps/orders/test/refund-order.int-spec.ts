import { orderCancelled, paymentRefunded } from '@clientele/contracts';
import { aContact, anEmployee, type Api } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { BoughtProduct } from '../src/bought-products/bought-product.entity';
import { Refund } from '../src/refunds/refund.entity';
import { TestShop } from './shop';

interface Answer {
  readonly id: string;
  readonly [field: string]: unknown;
}

describe('an order that comes to nothing', () => {
  let shop: TestShop;
  let employee: Api;
  let contact: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    ({ employee } = shop);
    contact = await shop.service.api.as(aContact());
    await shop.product('oolong');
  });

  afterAll(() => shop.stop());

  // Two of 19.812 with 20 % tax: 47.55 in all, paid unless told otherwise.
  const newOrder = async (paid = '47.55'): Promise<string> => {
    const cart = await contact.post<Answer>('/v1/carts', {});
    await contact.post(`/v1/carts/${cart.body.id}/lines`, { productId: 'oolong', quantity: 2 });
    const order = await contact
      .with({ 'idempotency-key': uuidv7() })
      .post<Answer>('/v1/orders', { cartId: cart.body.id });
    const payment = { amount: paid, currency: 'EUR', method: 'card', transactionId: uuidv7() };
    if (paid !== '0') await employee.post(`/v1/orders/${order.body.id}/payments`, payment);
    return order.body.id;
  };
  const bodyOf = (amount: string, more: object = {}) => ({
    ...{ amount, currency: 'EUR', method: 'card', transactionId: uuidv7(), ...more },
  });
  const refund = (orderId: string, amount: string, more: object = {}, api = employee) =>
    api.post<Answer>(`/v1/orders/${orderId}/refunds`, bodyOf(amount, more));
  const order = async (orderId: string) =>
    (await employee.get<Answer & { lines: Answer[] }>(`/v1/orders/${orderId}`)).body;
  const cancel = (orderId: string, body: object = {}) =>
    employee.post<Answer>(`/v1/orders/${orderId}/cancel`, body);
  const bought = async () => (await shop.service.db.manager.findOneBy(BoughtProduct, {}))?.orders ?? 0;

  it('is refunded in parts until all is back, and each part is told', async () => {
    const orderId = await newOrder();
    const counted = await bought();
    const lineIds = (await order(orderId)).lines.map(({ id }) => id);

    const part = await refund(orderId, '20', { lineIds });
    const rest = await refund(orderId, '27.55');

    expect(part).toMatchObject({
      status: 201,
      body: { amount: '20.00', orderState: 'partially-refunded', refunded: '20.00', open: '27.55', lineIds },
    });
    expect(rest.body).toMatchObject({ orderState: 'refunded', refunded: '47.55', open: '0.00' });
    expect(await order(orderId)).toMatchObject({ state: 'refunded', paid: '47.55', refunded: '47.55' });
    expect(await bought()).toBe(counted - 1);
    expect((await employee.get(`/v1/orders/${orderId}/refunds`)).body).toMatchObject({
      items: [{ amount: '20.00' }, { amount: '27.55' }],
    });
    await shop.service.events.next(paymentRefunded, orderId);
    expect(await shop.service.events.all(paymentRefunded, orderId)).toMatchObject([
      { aggregate: { version: 3 }, data: { amount: '20.00', isFull: false, refundedLineIds: lineIds } },
      { aggregate: { version: 4 }, data: { refunded: '47.55', isFull: true, refundedLineIds: [] } },
    ]);
  });

  it('counts a refund once when it is reported ten times at once, and never more than was paid', async () => {
    const orderId = await newOrder();
    const same = { transactionId: uuidv7() };

    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(orderId, '30', same)));
    const others = await Promise.all([refund(orderId, '10'), refund(orderId, '10')]);

    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(others.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(await shop.service.db.manager.countBy(Refund, { orderId })).toBe(2);
    expect(await order(orderId)).toMatchObject({ refunded: '40.00' });
  });

  it('is cancelled once, with a reason, and can be refunded then', async () => {
    const orderId = await newOrder('20');

    const answers = await Promise.all([1, 2, 3].map(() => cancel(orderId, { reason: 'out of stock' })));
    const refunded = await refund(orderId, '20');

    expect(answers.map(({ status, body }) => [status, body['state']])).toEqual(
      answers.map(() => [200, 'cancelled']),
    );
    expect(refunded.body).toMatchObject({ orderState: 'refunded', open: '0.00' });
    expect((await employee.get(`/v1/orders/${orderId}/history`)).body).toMatchObject({
      items: [{}, { to: 'cancelled', reason: 'out of stock' }, { to: 'refunded', reason: 'refunded' }],
    });
    await shop.service.events.next(orderCancelled, orderId);
    expect(await shop.service.events.all(orderCancelled, orderId)).toHaveLength(1);
  });

  it('is not cancelled where its state does not lead there', async () => {
    const orderId = await newOrder();
    await shop.service.db.manager.query(`UPDATE orders SET state = 'shipped' WHERE id = $1`, [orderId]);

    expect(await cancel(orderId)).toMatchObject({
      ...{ status: 409, body: { code: 'order-not-cancellable', state: 'shipped' } },
    });
  });

  it.each([
    ['more than was paid', '47.56', {}, 422, 'refund-too-high'],
    ['another currency', '1', { currency: 'USD' }, 422, 'currency-mismatch'],
    ['nothing', '0', {}, 422, 'validation-failed'],
    ['a line of another order', '1', { lineIds: [uuidv7()] }, 422, 'line-not-ordered'],
  ])('refuses to refund %s', async (_, amount, more, status, code) => {
    const orderId = await newOrder();

    expect(await refund(orderId, amount, more)).toMatchObject({ status, body: { code } });
    expect(await order(orderId)).toMatchObject({ state: 'payment-accepted', refunded: '0.00', version: 2 });
  });

  it('refuses to refund what waits for its money, and a transaction that was used for another order', async () => {
    const [unpaid, one, two] = [await newOrder('10'), await newOrder(), await newOrder()];
    const same = { transactionId: uuidv7() };

    expect(await refund(unpaid, '10')).toMatchObject({ status: 409, body: { code: 'order-not-refundable' } });
    await refund(one, '1', same);
    expect(await refund(two, '1', same)).toMatchObject({
      ...{ status: 409, body: { code: 'transaction-already-used' } },
    });
  });

  it('is for employees of the shop with the permission only', async () => {
    const orderId = await newOrder();
    const elsewhere = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));
    const reader = await shop.service.api.as(anEmployee({ permissions: new Set(['payments:read']) }));

    for (const answer of [
      await refund(orderId, '1', {}, elsewhere),
      await elsewhere.get(`/v1/orders/${orderId}/refunds`),
      await elsewhere.post(`/v1/orders/${orderId}/cancel`, {}),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'order-not-found' } });
    for (const api of [contact, reader])
      expect(await refund(orderId, '1', {}, api)).toMatchObject({ status: 403 });
  });
});
