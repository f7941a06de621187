import { ordersOverview, type OrdersOverviewPart } from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { aContact, anEmployee, type Api, eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { CreateBoughtProducts1764000000730 } from '../src/migrations/1764000000730-create-bought-products';
import { TestShop } from './shop';

interface Placed {
  readonly id: string;
  readonly reference: string;
  readonly totals: { readonly total: { readonly taxIncluded: string } };
}

type Products = Readonly<Record<string, number>>;

describe('what a customer did in the shop', () => {
  let shop: TestShop;
  let customerId: string;
  let contact: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    for (const id of ['oolong', 'sencha', 'cup']) await shop.product(id);
    await shop.product('sample', { price: '0' });
  });

  beforeEach(async () => {
    const who = aContact();
    customerId = who.customerId ?? '';
    contact = await shop.service.api.as(who);
  });

  afterAll(() => shop.stop());

  const fill = async (products: Products): Promise<string> => {
    const cart = await contact.post<{ id: string }>('/v1/carts', {});
    for (const [productId, quantity] of Object.entries(products))
      await contact.post(`/v1/carts/${cart.body.id}/lines`, { productId, quantity });
    return cart.body.id;
  };

  const order = async (products: Products): Promise<Placed> => {
    const cartId = await fill(products);
    const key = contact.with({ 'idempotency-key': uuidv7() });
    return (await key.post<Placed>('/v1/orders', { cartId })).body;
  };

  const pay = async ({ id, totals }: Placed, method = 'card'): Promise<void> => {
    const amount = totals.total.taxIncluded;
    await shop.employee.post(`/v1/orders/${id}/payments`, {
      ...{ amount, currency: 'EUR', method, transactionId: uuidv7() },
    });
  };

  const bought = async (query = '', caller = shop.employee): Promise<unknown> =>
    (await caller.get(`/v1/orders/products?customerId=${customerId}${query}`)).body;

  const summary = (...products: readonly (readonly [string, number, number])[]) => ({
    items: products.map(([productId, orders, quantity]) => ({
      ...{ productId, sku: productId.toUpperCase(), name: productId, orders, quantity },
    })),
    nextCursor: null,
  });

  const update = (column: 'state' | 'customer_id', value: string, { id }: Placed): Promise<unknown> =>
    shop.service.db.manager.query(`UPDATE orders SET ${column} = $1 WHERE id = $2`, [value, id]);

  describe('GET /v1/orders/products', () => {
    it('adds up paid orders, the most bought first', async () => {
      await pay(await order({ oolong: 2, cup: 1 }));
      await pay(await order({ oolong: 3, sencha: 4 }));
      await order({ cup: 7 });

      expect(await bought()).toEqual(summary(['oolong', 2, 5], ['sencha', 1, 4], ['cup', 1, 1]));
      expect(await bought('&sort=productId&limit=1&count=true')).toMatchObject({
        items: [{ productId: 'cup' }],
        total: 3,
      });
    });

    it('counts an order with nothing to pay at once', async () => {
      await order({ sample: 2 });

      expect(await bought()).toEqual(summary(['sample', 1, 2]));
    });

    it('takes back what is cancelled, and gives what moves to another customer', async () => {
      const orders = [await order({ oolong: 2 }), await order({ oolong: 1, cup: 1 })] as const;
      await Promise.all(orders.map((placed) => pay(placed)));

      await update('state', 'cancelled', orders[0]);

      expect(await bought()).toEqual(summary(['oolong', 1, 1], ['cup', 1, 1]));
      const before = customerId;
      customerId = uuidv7();
      await update('customer_id', customerId, orders[1]);
      expect(await bought()).toEqual(summary(['oolong', 1, 1], ['cup', 1, 1]));
      customerId = before;
      expect(await bought()).toEqual(summary());
    });

    it('counts orders that are paid at the same moment', async () => {
      const orders = [await order({ oolong: 1, cup: 1 }), await order({ cup: 2, oolong: 1 })];

      await Promise.all(orders.map((placed) => pay(placed)));

      expect(await bought()).toEqual(summary(['cup', 2, 3], ['oolong', 2, 2]));
    });

    it('counts nothing of a change that is rolled back', async () => {
      const placed = await order({ oolong: 1 });

      const change = shop.service.db.transaction(async (tx) => {
        await tx.query("UPDATE orders SET state = 'shipped' WHERE id = $1", [placed.id]);
        throw new Error('no');
      });

      await expect(change).rejects.toThrow('no');
      expect(await bought()).toEqual(summary());
    });

    it('knows what was bought before it was counted', async () => {
      await pay(await order({ sencha: 3 }));
      const runner = shop.service.db.source.createQueryRunner();

      const migration = new CreateBoughtProducts1764000000730();
      await migration.down(runner);
      await migration.up(runner);
      await runner.release();

      expect(await bought()).toEqual(summary(['sencha', 1, 3]));
    });

    it('shows nothing of another shop, and needs a customer', async () => {
      await pay(await order({ oolong: 1 }));

      const stranger = await shop.service.api.as(anEmployee({ shopId: uuidv7() }));

      expect(await bought('', stranger)).toEqual(summary());
      expect(await shop.employee.get('/v1/orders/products')).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/customerId' }] },
      });
      expect(await contact.get(`/v1/orders/products?customerId=${customerId}`)).toMatchObject({
        status: 403,
      });
    });
  });

  describe('the question for an overview', () => {
    const ask = (parts: OrdersOverviewPart[], payments: boolean, shopId = TEST_SHOP) =>
      eventually(() =>
        shop.service.app.get(Ask).ask(ordersOverview, { shopId, customerId, parts, payments }, 2_000),
      );

    it('is answered with the last orders, what was bought most, and the last carts', async () => {
      const placed = await order({ oolong: 2 });
      await pay(placed, 'bank-wire');
      const cartId = await fill({ cup: 1 });

      const answer = await ask(['orders', 'products', 'carts'], true);

      const total = { taxExcluded: '39.62', taxIncluded: '47.55' };
      expect(answer).toMatchObject({
        orders: {
          items: [{ ...placed, state: 'payment-accepted', total, paymentMethods: ['bank-wire'] }].map(
            ({ id, reference, state, paymentMethods }) => ({ id, reference, state, total, paymentMethods }),
          ),
          hasMore: false,
        },
        products: { items: summary(['oolong', 1, 2]).items, hasMore: false },
        carts: {
          items: [
            { id: cartId, state: 'active', lines: 1, total: { taxExcluded: '19.81', taxIncluded: '23.77' } },
            { state: 'ordered', currency: 'EUR', total },
          ],
        },
      });
    });

    it('is answered with five of many, and with no more than was asked for', async () => {
      for (let i = 0; i < 6; i++) await order({ oolong: 1 });

      const { orders, products, carts } = await ask(['orders'], false);

      expect(orders?.hasMore).toBe(true);
      expect(orders?.items.map(({ paymentMethods }) => paymentMethods)).toEqual(Array(5).fill(null));
      expect([products, carts]).toEqual([undefined, undefined]);
    });

    it('finds nothing of another shop', async () => {
      await order({ oolong: 1 });

      const answer = await ask(['orders', 'products', 'carts'], true, uuidv7());

      const nothing = { items: [], hasMore: false };
      expect(answer).toEqual({ orders: nothing, products: nothing, carts: nothing });
    });
  });
});
