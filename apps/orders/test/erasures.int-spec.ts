import { customerClosed, formRuleChanged } from '@clientele/contracts';
import { aContact } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { circumstancesOf, TestShop } from './shop';

interface Answer {
  readonly id: string;
  readonly custom: object;
}

const SECRET = { custom: { wish: 'Leave it with Björk' } };

describe('an erased customer', () => {
  let shop: TestShop;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.product('oolong');
    for (const form of ['cart', 'order']) {
      const ruleId = uuidv7();
      const rule = { ruleId, form, field: 'wish', type: 'text' } as const;
      await shop.announce(formRuleChanged.create(circumstancesOf(ruleId, 1), rule), 'orders-forms');
    }
  });

  afterAll(() => shop.stop());

  const aBuyer = async () => {
    const customerId = uuidv7();
    const api = await shop.service.api.as(aContact({ customerId }));
    const aCart = async () => {
      const { id } = (await api.post<Answer>('/v1/carts', SECRET)).body;
      await api.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 1 });
      return id;
    };
    const cartId = await aCart();
    const keyed = api.with({ 'idempotency-key': uuidv7() });
    const order = await keyed.post<Answer>('/v1/orders', { cartId: await aCart(), ...SECRET });
    return { customerId, cartId, orderId: order.body.id };
  };
  const close = (customerId: string, state: 'released' | 'erased', times = 1) => {
    const event = customerClosed.create(circumstancesOf(customerId, 2), { customerId, state });
    return shop.announce(event, 'orders-erasures', times);
  };
  const read = async ({ cartId, orderId }: Awaited<ReturnType<typeof aBuyer>>) =>
    Promise.all([
      shop.employee.get<Answer>(`/v1/carts/${cartId}`),
      shop.employee.get<Answer>(`/v1/orders/${orderId}`),
    ]);

  it('leaves carts and orders in which it says nothing any more; others stay as they are', async () => {
    const [erased, other] = [await aBuyer(), await aBuyer()];
    const before = await read(erased);

    await close(erased.customerId, 'erased', 2);
    await close(other.customerId, 'released');

    const after = await read(erased);
    expect(before.map(({ body }) => body)).toMatchObject([SECRET, SECRET]);
    expect(after.map(({ body }) => body.custom)).toEqual([{}, {}]);
    expect(after[1]?.body).toMatchObject({ totals: { total: { taxIncluded: '23.77' } } });
    expect((await read(other)).map(({ body }) => body)).toMatchObject([SECRET, SECRET]);
  });
});
