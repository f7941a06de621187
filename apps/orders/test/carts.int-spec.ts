import { cartChanged } from '@clientele/contracts';
import { aContact, anEmployee, type Api, type ApiAnswer, aVisitor } from '@clientele/testing';
import { deepStrictEqual } from 'node:assert/strict';
import { v7 as uuidv7 } from 'uuid';
import { CartLine } from '../src/carts/cart-line.entity';
import { Cart } from '../src/carts/cart.entity';
import { TestShop } from './shop';

interface CartAnswer {
  readonly id: string;
  readonly version: number;
  readonly lines: readonly { readonly id: string; readonly productId: string; readonly quantity: number }[];
}

describe('carts', () => {
  let shop: TestShop;
  let visitor: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    visitor = await shop.service.api.as(aVisitor());
    await shop.product('oolong');
    await shop.product('atlas', { price: '30', taxRate: '7' });
    await shop.product('yen', { price: '100', currency: 'JPY' });
    await shop.product('retired', { active: false });
    await shop.product('moon', { price: '99999999999999' });
  });

  afterAll(() => shop.stop());

  const newCart = async (api = visitor, body: object = {}): Promise<string> =>
    (await api.post<CartAnswer>('/v1/carts', body)).body.id;

  const add = (cartId: string, productId: string, quantity = 1, api = visitor) =>
    api.post<CartAnswer>(`/v1/carts/${cartId}/lines`, { productId, quantity });

  const lineOf = ({ body }: ApiAnswer<CartAnswer>, productId: string): string =>
    body.lines.find((line) => line.productId === productId)?.id ?? '';

  it('begin empty, with totals', async () => {
    const created = await visitor.post('/v1/carts', {});

    const nothing = { taxExcluded: '0.00', taxIncluded: '0.00' };
    expect(created).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        number: expect.stringMatching(/^\d+$/),
        state: 'active',
        currency: null,
        customerId: null,
        lines: [],
        changes: [],
        totals: {
          products: nothing,
          discounts: nothing,
          shipping: nothing,
          wrapping: nothing,
          tax: '0.00',
          total: nothing,
        },
      },
    });
  });

  it('take products, add up quantities and tell lines and totals at once and when read', async () => {
    const id = await newCart();

    await add(id, 'oolong', 2);
    await add(id, 'atlas', 1);
    const added = await add(id, 'oolong', 1);
    const read = await visitor.get(`/v1/carts/${id}`);

    expect(added).toMatchObject({
      status: 201,
      headers: { etag: '"4"' },
      body: {
        currency: 'EUR',
        group: { id: shop.visitors, priceDisplay: 'tax-included' },
        lines: [
          {
            productId: 'oolong',
            sku: 'OOLONG',
            name: 'oolong',
            quantity: 3,
            available: true,
            basePrice: '19.812',
            unitPrice: { taxExcluded: '19.812', taxIncluded: '23.7744' },
            displayedPrice: '23.77',
            discount: { percent: '0', origin: 'none', groupId: shop.visitors, categoryId: null },
            taxRate: '20',
            total: { taxExcluded: '59.44', taxIncluded: '71.32' },
            tax: '11.88',
          },
          {
            productId: 'atlas',
            quantity: 1,
            total: { taxExcluded: '30.00', taxIncluded: '32.10' },
            tax: '2.10',
          },
        ],
        totals: {
          products: { taxExcluded: '89.44', taxIncluded: '103.42' },
          tax: '13.98',
          total: { taxExcluded: '89.44', taxIncluded: '103.42' },
        },
      },
    });
    expect(read).toMatchObject({ status: 200, headers: { etag: '"4"' } });
    expect(read.body).toEqual(added.body);
  });

  it('change and lose lines', async () => {
    const id = await newCart();
    const added = await add(id, 'oolong', 2);
    const line = `/v1/carts/${id}/lines/${lineOf(added, 'oolong')}`;

    const changed = await visitor.patch(line, { quantity: 5 });
    const removed = await visitor.delete(line);

    expect(changed).toMatchObject({ status: 200, body: { lines: [{ quantity: 5 }], version: 3 } });
    expect(removed).toMatchObject({ status: 200, body: { lines: [], totals: { tax: '0.00' }, version: 4 } });
    expect(await shop.service.db.manager.countBy(CartLine, { cartId: id })).toBe(0);
  });

  it('announce what they hold', async () => {
    const id = await newCart();

    const { body } = await add(id, 'oolong', 2);

    expect(await shop.service.events.next(cartChanged, id)).toMatchObject({
      aggregate: { id, version: body.version },
      actor: { kind: 'visitor' },
      data: { cartId: id, currency: 'EUR', lines: 1, total: '47.55' },
    });
  });

  it('lose nothing when twenty write at once', async () => {
    const id = await newCart();
    for (let i = 0; i < 10; i++) await shop.product(`p${i}`, { price: '1' });

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => add(id, i % 2 === 0 ? 'oolong' : `p${(i - 1) / 2}`, 1)),
    );

    const read = await visitor.get<CartAnswer>(`/v1/carts/${id}`);
    const last = answers.find(({ body }) => body.version === 21);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.version)).size).toBe(20);
    expect(read.body.lines).toHaveLength(11);
    expect(read.body.lines.find(({ productId }) => productId === 'oolong')?.quantity).toBe(10);
    // Each answer tells the state it made, also who had to wait.
    expect(last?.body).toEqual(read.body);
    expect(await shop.service.db.manager.findOneBy(Cart, { id })).toMatchObject({
      lines: 11,
      totalTaxExcluded: '208.120000',
    });
  });

  it('add a line once for a request sent ten times with one key', async () => {
    const id = await newCart();
    const retrying = visitor.with({ 'idempotency-key': uuidv7() });

    await Promise.all(Array.from({ length: 10 }, () => add(id, 'oolong', 1, retrying)));
    const again = await add(id, 'oolong', 1, retrying);

    expect(again).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect((await visitor.get<CartAnswer>(`/v1/carts/${id}`)).body.lines).toMatchObject([{ quantity: 1 }]);
  });

  it('keep nothing of a change that cannot be announced', async () => {
    const id = await newCart();
    shop.service.failNextEvent();

    const { status } = await add(id, 'oolong');

    expect(status).toBeGreaterThanOrEqual(400);
    expect((await visitor.get(`/v1/carts/${id}`)).body).toMatchObject({ lines: [], version: 1 });
  });

  it('follow prices, and tell once what has changed', async () => {
    const id = await newCart();
    await shop.product('wine', { price: '10' });
    await add(id, 'wine', 2);
    await add(id, 'oolong');

    await shop.product('wine', { price: '12' });
    const read = await visitor.get<CartAnswer>(`/v1/carts/${id}`);
    const again = await visitor.get(`/v1/carts/${id}`);

    expect(read.body).toMatchObject({
      version: 4,
      changes: [
        {
          lineId: lineOf(read, 'wine'),
          productId: 'wine',
          old: { taxExcluded: '10.00', taxIncluded: '12.00' },
          new: { taxExcluded: '12.00', taxIncluded: '14.40' },
        },
      ],
    });
    expect(again.body).toMatchObject({ version: 4, changes: [] });
  });

  it('show what is not for sale any more without a price, and do not count it', async () => {
    const id = await newCart();
    await shop.product('fading', { price: '10' });
    await add(id, 'fading');
    await add(id, 'oolong');

    await shop.product('fading', { price: '10', active: false });
    const { body } = await visitor.get<{ lines: object[] }>(`/v1/carts/${id}`);

    expect(body).toMatchObject({
      lines: [{ productId: 'fading', available: false }, { productId: 'oolong' }],
      totals: { total: { taxIncluded: '23.77' } },
    });
    expect(body.lines[0]).not.toHaveProperty('unitPrice');
  });

  it("show a member the group's prices as soon as they are known", async () => {
    const vip = await shop.group({ discountPercent: '10' });
    const customerId = uuidv7();
    const member = await shop.service.api.as(aContact({ customerId }));
    const id = await newCart(member);
    await add(id, 'oolong', 1, member);

    await shop.memberships(customerId, { defaultGroupId: vip });

    expect((await member.get(`/v1/carts/${id}`)).body).toMatchObject({
      group: { id: vip },
      lines: [{ unitPrice: { taxExcluded: '17.8308' }, discount: { percent: '10', origin: 'group' } }],
      changes: [{ productId: 'oolong' }],
    });
  });

  it('are not for those who see no prices', async () => {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: await shop.group({ showPrices: false }) });
    const hidden = await shop.service.api.as(aContact({ customerId }));
    const unprivileged = await shop.service.api.as(aContact({ permissions: new Set(['cart:use']) }));

    for (const api of [hidden, unprivileged])
      expect(await api.post('/v1/carts', {})).toMatchObject({ status: 403, body: { code: 'prices-hidden' } });
  });

  describe('refuse', () => {
    let id: string;
    let before: unknown;

    beforeAll(async () => {
      id = await newCart();
      await add(id, 'oolong', 1);
      before = await rows();
    });

    afterEach(async () => {
      deepStrictEqual(await rows(), before);
    });

    const rows = async () => ({
      carts: await shop.service.db.manager.findBy(Cart, { id }),
      lines: await shop.service.db.manager.findBy(CartLine, { cartId: id }),
      outbox: await shop.service.db.manager.query("SELECT count(*) FROM outbox WHERE type LIKE 'orders.%'"),
    });

    it.each([0, -1, 1.5, 1_000_000_000_000, '1', null])('a quantity of %p', async (quantity) => {
      const answers = [
        await visitor.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity }),
        await visitor.patch(`/v1/carts/${id}/lines/${uuidv7()}`, { quantity }),
      ];

      for (const answer of answers)
        expect(answer).toMatchObject({
          status: 422,
          body: {
            code: 'validation-failed',
            errors: expect.arrayContaining([expect.objectContaining({ pointer: '/quantity' })]),
          },
        });
    });

    it.each(['nothing', 'retired'])('the product %s', async (productId) => {
      expect(await add(id, productId)).toMatchObject({
        status: 422,
        body: { code: 'product-unknown', errors: [{ pointer: '/productId' }] },
      });
    });

    it('a product in another currency', async () => {
      expect(await add(id, 'yen')).toMatchObject({
        status: 422,
        body: { code: 'currency-mismatch', errors: [{ pointer: '/productId' }] },
      });
    });

    it('more than fits into a line', async () => {
      expect(await add(id, 'oolong', 1_000_000)).toMatchObject({
        status: 422,
        body: { code: 'quantity-too-large', errors: [{ pointer: '/quantity' }] },
      });
    });

    it('a total that could not be stored', async () => {
      expect(await add(id, 'moon', 2)).toMatchObject({ status: 422, body: { code: 'amount-too-large' } });
    });

    it('a line that is not there', async () => {
      const line = `/v1/carts/${id}/lines/${uuidv7()}`;

      for (const answer of [await visitor.patch(line, { quantity: 1 }), await visitor.delete(line)])
        expect(answer).toMatchObject({ status: 404, body: { code: 'cart-line-not-found' } });
    });

    it("another's cart, for every verb", async () => {
      const { lines } = (await visitor.get<CartAnswer>(`/v1/carts/${id}`)).body;
      const strangers = [
        await shop.service.api.as(aVisitor()),
        await shop.service.api.as(aContact()),
        await shop.service.api.as({ ...aVisitor(), shopId: '0198c0de-0000-7000-8000-0000000000bb' }),
      ];

      for (const stranger of strangers) {
        for (const answer of [
          await stranger.get(`/v1/carts/${id}`),
          await add(id, 'oolong', 1, stranger),
          await stranger.patch(`/v1/carts/${id}/lines/${lines[0]?.id}`, { quantity: 2 }),
          await stranger.delete(`/v1/carts/${id}/lines/${lines[0]?.id}`),
        ])
          expect(answer).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
      }
    });

    it('the cart of another customer, for every verb', async () => {
      const contact = await shop.service.api.as(aContact());
      const foreign = await newCart(contact);
      const filled = await add(foreign, 'oolong', 1, contact);
      const stranger = await shop.service.api.as(aContact());
      before = await rows();

      for (const answer of [
        await stranger.get(`/v1/carts/${foreign}`),
        await add(foreign, 'oolong', 1, stranger),
        await stranger.patch(`/v1/carts/${foreign}/lines/${lineOf(filled, 'oolong')}`, { quantity: 2 }),
        await stranger.delete(`/v1/carts/${foreign}/lines/${lineOf(filled, 'oolong')}`),
      ])
        expect(answer).toMatchObject({ status: 404, body: { code: 'cart-not-found' } });
      expect((await contact.get(`/v1/carts/${foreign}`)).body).toEqual(filled.body);
    });

    it('contacts without the permission and unknown fields', async () => {
      const reader = await shop.service.api.as(aContact({ permissions: new Set(['prices:view']) }));

      expect(await reader.get(`/v1/carts/${id}`)).toMatchObject({
        status: 403,
        body: { code: 'permission-missing' },
      });
      expect(await visitor.post('/v1/carts', { colour: 'red' })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/colour', code: 'unknown-field' }] },
      });
      expect(await visitor.post('/v1/carts', { currency: 'euro' })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/currency' }] },
      });
    });
  });

  it('keep to the currency they were made for', async () => {
    const id = await newCart(visitor, { currency: 'JPY' });

    expect(await add(id, 'oolong')).toMatchObject({ status: 422, body: { code: 'currency-mismatch' } });
    expect(await add(id, 'yen')).toMatchObject({
      status: 201,
      body: { currency: 'JPY', totals: { total: { taxExcluded: '100', taxIncluded: '120' } } },
    });
  });

  it('are listed for employees, and read without being touched', async () => {
    const customerId = uuidv7();
    const contact = await shop.service.api.as(aContact({ customerId }));
    const id = await newCart(contact);
    await shop.product('cheese', { price: '5' });
    await add(id, 'cheese', 2, contact);
    await shop.product('cheese', { price: '6' });
    const path = `/v1/carts?customerId=${customerId}&hasCustomer=true&state=active&count=true`;

    const listed = await shop.employee.get<{ items: { number: string }[] }>(path);
    const read = await shop.employee.get(`/v1/carts/${id}`);

    expect(listed.body).toMatchObject({
      items: [
        { id, customerId, currency: 'EUR', lines: 1, total: { taxExcluded: '10.00', taxIncluded: '12.00' } },
      ],
      nextCursor: null,
      total: 1,
    });
    expect(read.body).toMatchObject({ version: 2, changes: [{ productId: 'cheese' }] });
    expect((await shop.employee.get(`/v1/carts?number=${listed.body.items[0]?.number}`)).body).toMatchObject({
      items: [{ id }],
    });
    expect((await shop.employee.get(`/v1/carts?updatedTo=2020-01-01T00:00:00Z`)).body).toEqual({
      items: [],
      nextCursor: null,
    });
    for (const sort of ['total', '-createdAt', 'updatedAt'])
      expect(await shop.employee.get(`/v1/carts?sort=${sort}&limit=1`)).toMatchObject({ status: 200 });
    const other = await shop.service.api.as(anEmployee({ permissions: new Set(['groups:read']) }));
    expect(await other.get('/v1/carts')).toMatchObject({ status: 403 });
    expect(await contact.get('/v1/carts')).toMatchObject({ status: 403 });
  });
});
