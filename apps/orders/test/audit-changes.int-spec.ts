import { auditEntriesRecorded, formRuleChanged } from '@clientele/contracts';
import { aContact, anEmployee, type Api, eventually } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { circumstancesOf, TestShop } from './shop';

interface Changed {
  readonly of: string;
  /** Makes it and changes it; gives the id of what the entry is about. */
  readonly change: (api: Api) => Promise<string>;
  readonly type: string;
  readonly operation: string;
  readonly before: object;
  readonly after: object;
}

const TEA = {
  sku: 'T-1',
  name: 'Tea',
  price: '5.50',
  currency: 'EUR',
  taxRate: '20',
  categoryIds: ['leaves'],
};

describe('the audit log of orders', () => {
  let shop: TestShop;
  let contact: Api;
  const customerId = uuidv7();

  beforeAll(async () => {
    shop = await TestShop.open();
    contact = await shop.service.api.as(aContact({ customerId }));
    await shop.product('oolong');
    await shop.category('leaves');
    await shop.category('herbs');
  });

  afterAll(() => shop.stop());

  // Two of 19.812 with 20 % tax: 47.55 in all.
  const newOrder = async (): Promise<string> => {
    const { id: cartId } = (await contact.post<{ id: string }>('/v1/carts', {})).body;
    await contact.post(`/v1/carts/${cartId}/lines`, { productId: 'oolong', quantity: 2 });
    const once = contact.with({ 'idempotency-key': uuidv7() });
    return (await once.post<{ id: string }>('/v1/orders', { cartId })).body.id;
  };
  const money = (amount: string) => ({ amount, currency: 'EUR', method: 'card', transactionId: uuidv7() });

  const recordedOf = async (actorId: string) =>
    (await shop.service.events.all(auditEntriesRecorded))
      .flatMap(({ data }) => data.entries)
      .filter((entry) => entry.actorId === actorId)
      .map(({ details, ...entry }) => ({ ...entry, ...JSON.parse(details) }));

  const CHANGED: readonly Changed[] = [
    {
      ...{ of: 'a product', type: 'products', operation: 'products.put' },
      change: async (api) => {
        const id = uuidv7();
        await shop.employee.put(`/v1/products/${id}`, TEA);
        await api.put(`/v1/products/${id}`, { ...TEA, price: '6', taxRate: '20.0', categoryIds: ['herbs'] });
        return id;
      },
      ...{ before: { price: '5.5', categoryIds: ['leaves'] }, after: { price: '6', categoryIds: ['herbs'] } },
    },
    {
      ...{ of: 'a new product', type: 'products', operation: 'products.put' },
      change: async (api) => {
        const id = uuidv7();
        await api.put(`/v1/products/${id}`, { ...TEA, active: false });
        return id;
      },
      ...{ before: {}, after: { ...TEA, price: '5.5', defaultCategoryId: null, active: false } },
    },
    {
      ...{ of: 'a category', type: 'categories', operation: 'categories.put' },
      change: async (api) => {
        const id = uuidv7();
        await shop.employee.put(`/v1/categories/${id}`, { name: 'Green' });
        await api.put(`/v1/categories/${id}`, { name: 'Green', parentId: 'leaves' });
        return id;
      },
      ...{ before: { parentId: null }, after: { parentId: 'leaves' } },
    },
    {
      ...{ of: 'the payments of an order', type: 'orders', operation: 'payments.report' },
      change: async (api) => {
        const id = await newOrder();
        await shop.employee.post(`/v1/orders/${id}/payments`, money('20'));
        await api.post(`/v1/orders/${id}/payments`, money('27.55'));
        return id;
      },
      before: { state: 'awaiting-payment', paid: '20.00' },
      after: {
        ...{ state: 'payment-accepted', paid: '47.55' },
        payment: expect.objectContaining({ amount: '27.55', method: 'card' }),
      },
    },
    {
      ...{ of: 'the refunds of an order', type: 'orders', operation: 'refunds.report' },
      change: async (api) => {
        const id = await newOrder();
        await shop.employee.post(`/v1/orders/${id}/payments`, money('47.55'));
        await api.post(`/v1/orders/${id}/refunds`, money('10'));
        return id;
      },
      before: { state: 'payment-accepted', refunded: '0.00' },
      after: {
        ...{ state: 'partially-refunded', refunded: '10.00' },
        refund: expect.objectContaining({ amount: '10', method: 'card' }),
      },
    },
    {
      ...{ of: 'a cancelled order', type: 'orders', operation: 'cancellations.cancel' },
      change: async (api) => {
        const id = await newOrder();
        await api.post(`/v1/orders/${id}/cancel`, { reason: 'Out of stock' });
        return id;
      },
      ...{ before: { state: 'awaiting-payment' }, after: { state: 'cancelled', reason: 'Out of stock' } },
    },
  ];

  it.each(CHANGED)(
    'has what $of was before and is after, once',
    async ({ change, type, operation, before, after }) => {
      const employee = anEmployee();

      const id = await change(await shop.service.api.as(employee));

      await eventually(async () => {
        const entries = await recordedOf(employee.id);
        expect(entries).toMatchObject([
          {
            kind: 'change',
            operation,
            resourceType: type,
            resourceId: id,
            ...(type === 'orders' && { customerId }),
          },
        ]);
        expect(entries[0].before ?? {}).toEqual(before);
        expect(entries[0].after).toEqual(after);
      });
    },
  );

  it('has the same of a product that two put at once: one makes it, one changes it', async () => {
    for (let i = 0; i < 5; i++) {
      const id = uuidv7();
      const employees = [anEmployee(), anEmployee()];
      const put = async (who: ReturnType<typeof anEmployee>, price: string) =>
        (await shop.service.api.as(who)).put(`/v1/products/${id}`, { ...TEA, price });

      await Promise.all(employees.map((who, n) => put(who, `${n + 1}`)));

      await eventually(async () => {
        const entries = (await Promise.all(employees.map(({ id: who }) => recordedOf(who)))).flat();
        expect(entries).toHaveLength(2);
        const [made, changed] = entries.toSorted((a, b) => Number('before' in a) - Number('before' in b));
        expect(made).not.toHaveProperty('before');
        expect(changed.before).toEqual({ price: made.after.price });
      });
    }
  });

  it('has what the own fields of a cart were and are', async () => {
    const ruleId = uuidv7();
    const rule = formRuleChanged.create(circumstancesOf(ruleId, 1), {
      ...{ ruleId, form: 'cart', field: 'gift', type: 'text' },
    });
    await shop.announce(rule, 'orders-forms');
    const who = aContact();
    const api = await shop.service.api.as(who);
    const { body } = await api.post<{ id: string }>('/v1/carts', { custom: { gift: 'yes' } });

    await api.patch(`/v1/carts/${body.id}`, { custom: { gift: 'no' } });

    await eventually(async () =>
      expect(await recordedOf(who.id)).toMatchObject([
        {
          ...{ operation: 'carts.fill', resourceId: body.id, customerId: who.customerId },
          ...{ before: { custom: { gift: 'yes' } }, after: { custom: { gift: 'no' } } },
        },
      ]),
    );
  });

  it('has nothing of a change that fails', async () => {
    const employee = anEmployee();
    const api = await shop.service.api.as(employee);
    const id = await newOrder();

    await api.put('/v1/products/some', { ...TEA, categoryIds: ['nowhere'] });
    await api.post(`/v1/orders/${id}/payments`, money('100'));
    await api.post(`/v1/orders/${uuidv7()}/cancel`, {});
    await api.put('/v1/categories/last', { name: 'Last' });

    await eventually(async () =>
      expect(await recordedOf(employee.id)).toMatchObject([{ resourceId: 'last', after: { name: 'Last' } }]),
    );
  });
});
