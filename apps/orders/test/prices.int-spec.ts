import { groupDeleted, membershipsChanged } from '@clientele/contracts';
import { aContact, anEmployee, type Api, aVisitor } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { circumstancesOf, TestShop } from './shop';

interface Price {
  readonly productId: string;
  readonly unitPrice: { readonly taxExcluded: string };
  readonly discount: { readonly percent: string; readonly origin: string; readonly groupId: string };
}

describe('POST /v1/prices', () => {
  let shop: TestShop;
  let vip: string;

  beforeAll(async () => {
    shop = await TestShop.open();
    await shop.category('tea');
    await shop.category('books');
    await shop.product('oolong', { defaultCategoryId: 'tea' });
    await shop.product('atlas', {
      defaultCategoryId: 'books',
      categoryIds: ['tea'],
      price: '30',
      taxRate: '7',
    });
    await shop.product('yen', { price: '100.5', currency: 'JPY' });
    vip = await shop.group({
      discountPercent: '10',
      categoryDiscounts: [{ categoryId: 'books', discountPercent: '0' }],
    });
  });

  afterAll(() => shop.stop());

  const contactOf = (customerId: string): Promise<Api> => shop.service.api.as(aContact({ customerId }));

  const priceOf = async (api: Api, productId = 'oolong'): Promise<Price | undefined> =>
    (await api.post<{ items: Price[] }>('/v1/prices', { items: [{ productId }] })).body.items[0];

  it("prices for a visitor at the visitors' group", async () => {
    const visitor = await shop.service.api.as(aVisitor());

    expect(await visitor.post('/v1/prices', { items: [{ productId: 'oolong', quantity: 3 }] })).toEqual(
      expect.objectContaining({
        status: 200,
        body: {
          group: { id: shop.visitors, priceDisplay: 'tax-included' },
          pricesHidden: false,
          currency: 'EUR',
          items: [
            {
              productId: 'oolong',
              quantity: 3,
              currency: 'EUR',
              taxRate: '20',
              basePrice: '19.812',
              unitPrice: { taxExcluded: '19.812', taxIncluded: '23.7744' },
              displayedPrice: '23.77',
              total: { taxExcluded: '59.44', taxIncluded: '71.32' },
              discount: { percent: '0', origin: 'none', groupId: shop.visitors, categoryId: null },
            },
          ],
        },
      }),
    );
  });

  it('prices a customer nobody has told about as the group of registered customers', async () => {
    expect((await priceOf(await contactOf(uuidv7())))?.discount.groupId).toBe(shop.customers);
  });

  it("gives a member the group's discount, and the category's in its place", async () => {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: vip });
    const member = await contactOf(customerId);

    expect(await priceOf(member)).toMatchObject({
      unitPrice: { taxExcluded: '17.8308' },
      discount: { percent: '10', origin: 'group', groupId: vip },
    });
    expect(await priceOf(member, 'atlas')).toMatchObject({
      unitPrice: { taxExcluded: '30.00' },
      discount: { percent: '0', origin: 'category', groupId: vip, categoryId: 'books' },
    });
  });

  it('gives the discount of the nearest category above that has one for those below, wherever it is moved', async () => {
    const place = (id: string, parentId?: string) =>
      shop.employee.put(`/v1/categories/${id}`, { name: id, parentId });
    await place('drinks');
    await place('hot', 'drinks');
    await place('green', 'hot');
    await shop.product('sencha', { defaultCategoryId: 'green' });
    const groupId = await shop.group({
      discountPercent: '10',
      categoryDiscounts: [
        { categoryId: 'drinks', discountPercent: '7', includeSubcategories: true },
        { categoryId: 'hot', discountPercent: '1' },
        { categoryId: 'books', discountPercent: '3', includeSubcategories: true },
      ],
    });
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: groupId });
    const member = await contactOf(customerId);
    const discount = async () => (await priceOf(member, 'sencha'))?.discount;

    expect(await discount()).toMatchObject({ percent: '7', origin: 'category', categoryId: 'drinks' });
    await place('hot', 'books');
    expect(await discount()).toMatchObject({ percent: '3', origin: 'category', categoryId: 'books' });
    const { body: cart } = await member.post<{ id: string }>('/v1/carts', {});
    expect(
      await member.post(`/v1/carts/${cart.id}/lines`, { productId: 'sencha', quantity: 1 }),
    ).toMatchObject({ body: { lines: [{ discount: { percent: '3', categoryId: 'books' } }] } });
    await place('hot');
    expect(await discount()).toMatchObject({ percent: '10', origin: 'group', categoryId: null });
  });

  it('prices for a visitor who entered a page as for its group, or its customer, also in the cart', async () => {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: vip });
    const entering = (page: { customerId?: string; groupId?: string }): Promise<Api> =>
      shop.service.api.as(aVisitor({ page }));

    for (const visitor of [await entering({ groupId: vip }), await entering({ customerId })]) {
      expect((await priceOf(visitor))?.discount).toMatchObject({ percent: '10', groupId: vip });
      const { body: cart } = await visitor.post<{ id: string }>('/v1/carts', {});
      expect(
        await visitor.post(`/v1/carts/${cart.id}/lines`, { productId: 'oolong', quantity: 1 }),
      ).toMatchObject({ body: { group: { id: vip } } });
    }
    expect((await priceOf(await entering({ groupId: uuidv7() })))?.discount.percent).toBe('0');
  });

  it('follows an expiry at its instant, before anybody has announced it', async () => {
    const customerId = uuidv7();
    const expiresAt = new Date(Date.now() + 60_000);
    await shop.memberships(customerId, { defaultGroupId: vip, expiresAt });
    const member = await contactOf(customerId);

    const before = await priceOf(member);
    shop.service.clock.setOffset(60_000);
    const after = await priceOf(member);
    shop.service.clock.setOffset(0);

    expect(before?.discount).toMatchObject({ groupId: vip });
    expect(after?.discount).toMatchObject({ groupId: shop.customers, percent: '0' });
  });

  it('follows the replacement of a group that is gone, before its members have been moved', async () => {
    const [gone, next] = [await shop.group(), await shop.group()];
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: gone });
    const member = await contactOf(customerId);
    const replaced = (groupId: string, replacementGroupId: string) =>
      shop.announce(
        groupDeleted.create(circumstancesOf(groupId, 2), { groupId, replacementGroupId }),
        'orders-groups',
      );

    await replaced(gone, next);
    const first = await priceOf(member);
    await replaced(next, vip);

    expect(first?.discount.groupId).toBe(next);
    expect((await priceOf(member))?.discount).toMatchObject({ percent: '10', groupId: vip });
  });

  it('is decided by the first group by position, or by the best of all, where the shop wants it', async () => {
    const first = await shop.group({ discountPercent: '2', position: -1, priceDisplay: 'tax-excluded' });
    const best = await shop.group({
      ...{ discountPercent: '30', position: 9 },
      categoryDiscounts: [{ categoryId: 'books', discountPercent: '1' }],
    });
    const customerId = uuidv7();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const items = [{ groupId: vip }, { groupId: first }, { groupId: best, expiresAt }];
    const memberships = membershipsChanged.create(circumstancesOf(customerId, 1), {
      ...{ customerId, defaultGroupId: vip, fallbackGroupId: shop.customers, items },
    });
    await shop.announce(memberships, 'orders-memberships');
    const member = await contactOf(customerId);
    const prices = async () =>
      (
        await member.post<{ group: object; items: Price[] }>('/v1/prices', {
          items: [{ productId: 'oolong' }, { productId: 'atlas' }],
        })
      ).body;

    await shop.policy('group-order', 1);
    const byOrder = await prices();
    await shop.policy('best-price', 2);
    const byPrice = await prices();
    const { body: cart } = await member.post<{ id: string }>('/v1/carts', {});
    const line = await member.post(`/v1/carts/${cart.id}/lines`, { productId: 'oolong', quantity: 1 });
    shop.service.clock.setOffset(60_000);
    const later = await prices();
    shop.service.clock.setOffset(0);
    await shop.policy('default-group', 3);

    expect(byOrder).toMatchObject({
      group: { id: first, priceDisplay: 'tax-excluded' },
      items: [{ discount: { percent: '2', groupId: first } }, { discount: { percent: '2', groupId: first } }],
    });
    expect(byPrice).toMatchObject({
      group: { id: vip, priceDisplay: 'tax-included' },
      items: [
        { discount: { percent: '30', origin: 'group', groupId: best } },
        { discount: { percent: '2', origin: 'group', groupId: first } },
      ],
    });
    expect(line).toMatchObject({ body: { group: { id: vip }, lines: [{ discount: { groupId: best } }] } });
    expect(later).toMatchObject({ items: [{ discount: { percent: '10', groupId: vip } }, {}] });
    expect((await prices()).items).toMatchObject([{ discount: { groupId: vip } }, {}]);
  });

  it('says why, if asked: what the shop wants, and what brought the customer into the groups that give the prices', async () => {
    const customerId = uuidv7();
    const cause = { orderId: uuidv7(), productId: 'club-card', ruleId: uuidv7() };
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const memberships = membershipsChanged.create(circumstancesOf(customerId, 1), {
      ...{ customerId, defaultGroupId: vip, fallbackGroupId: shop.customers },
      items: [
        { groupId: shop.customers, source: 'registration' },
        { groupId: vip, expiresAt, source: 'automatic-rule', cause },
      ],
    });
    await shop.announce(memberships, 'orders-memberships');
    const ask = async (api: Api) =>
      (await api.post<object>('/v1/prices', { items: [{ productId: 'oolong' }], explain: true })).body;

    const [member, visitor] = [
      await contactOf(customerId),
      await shop.service.api.as(aVisitor({ page: { customerId } })),
    ];

    expect(await ask(member)).toMatchObject({
      group: { id: vip },
      explanation: {
        policy: 'default-group',
        memberships: [{ groupId: vip, expiresAt, source: 'automatic-rule', cause }],
      },
    });
    expect(await ask(visitor)).toMatchObject({ group: { id: vip }, explanation: { memberships: [] } });
    const limited = aContact({ customerId, permissions: new Set(['prices:view', 'orders:view-own']) });
    expect(await ask(await shop.service.api.as(limited))).toMatchObject({
      explanation: { memberships: [{ groupId: vip, cause: { ...cause, orderId: null } }] },
    });
    shop.service.clock.setOffset(60_000);
    const later = await ask(member);
    shop.service.clock.setOffset(0);
    expect(later).toMatchObject({
      explanation: {
        memberships: [{ groupId: shop.customers, expiresAt: null, source: 'registration', cause: null }],
      },
    });
  });

  it('falls back while the default group is not known yet', async () => {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: uuidv7(), fallbackGroupId: vip });

    expect((await priceOf(await contactOf(customerId)))?.discount.groupId).toBe(vip);
  });

  it('lets employees price for any customer, and nobody else', async () => {
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: vip });
    const body = { customerId, items: [{ productId: 'oolong' }] };

    expect(await shop.employee.post('/v1/prices', body)).toMatchObject({ body: { group: { id: vip } } });
    for (const other of [await contactOf(customerId), await shop.service.api.as(aVisitor())])
      expect(await other.post('/v1/prices', body)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/customerId' }] },
      });
  });

  it('tells no figures where the group hides prices or the profile does not allow them', async () => {
    const hiding = await shop.group({ showPrices: false });
    const customerId = uuidv7();
    await shop.memberships(customerId, { defaultGroupId: hiding });
    const unprivileged = await shop.service.api.as(aContact({ permissions: new Set(['cart:use']) }));

    for (const api of [await contactOf(customerId), unprivileged])
      expect((await api.post('/v1/prices', { items: [{ productId: 'oolong' }] })).body).toMatchObject({
        pricesHidden: true,
        items: [{ productId: 'oolong', quantity: 1 }],
      });
    expect(
      (await (await contactOf(customerId)).post('/v1/prices', { items: [{ productId: 'oolong' }] })).body,
    ).not.toHaveProperty('currency');
  });

  it('prices products of several currencies, each in its own', async () => {
    const { body } = await shop.employee.post<{ items: object[] }>('/v1/prices', {
      items: [{ productId: 'yen' }, { productId: 'oolong' }],
    });

    expect(body).not.toHaveProperty('currency');
    expect(body.items).toMatchObject([
      { currency: 'JPY', total: { taxExcluded: '101', taxIncluded: '121' } },
      { currency: 'EUR' },
    ]);
  });

  it('names each product that is unknown or not active', async () => {
    await shop.product('retired', { active: false });

    expect(
      await shop.employee.post('/v1/prices', {
        items: [{ productId: 'oolong' }, { productId: 'nothing' }, { productId: 'retired' }],
      }),
    ).toMatchObject({
      status: 422,
      body: {
        code: 'product-unknown',
        errors: [{ pointer: '/items/1/productId' }, { pointer: '/items/2/productId' }],
      },
    });
  });

  it('refuses a total that could not be stored', async () => {
    await shop.product('moon', { price: '99999999999999' });

    expect(
      await shop.employee.post('/v1/prices', { items: [{ productId: 'moon', quantity: 2 }] }),
    ).toMatchObject({
      status: 422,
      body: { code: 'amount-too-large', errors: [{ pointer: '/items/0/quantity' }] },
    });
  });

  it.each([
    [{ items: [] }, '/items'],
    [{ items: Array.from({ length: 201 }, () => ({ productId: 'oolong' })) }, '/items'],
    [{ items: [{ productId: 'oolong', quantity: 0 }] }, '/items/0/quantity'],
    [{ items: [{ productId: 'oolong', quantity: -1 }] }, '/items/0/quantity'],
    [{ items: [{ productId: 'oolong', quantity: 1.5 }] }, '/items/0/quantity'],
    [{ items: [{ productId: 'oolong', quantity: 1_000_000_000_000 }] }, '/items/0/quantity'],
    [{ items: [{ productId: 'no such id!' }] }, '/items/0/productId'],
  ])('refuses bad input %#', async (body, pointer) => {
    expect(await shop.employee.post('/v1/prices', body)).toMatchObject({
      status: 422,
      body: { code: 'validation-failed', errors: [expect.objectContaining({ pointer })] },
    });
  });

  it('needs a token, and of employees the permission', async () => {
    const items = [{ productId: 'oolong' }];
    const other = await shop.service.api.as(anEmployee({ permissions: new Set(['groups:read']) }));

    expect(await shop.service.api.post('/v1/prices', { items })).toMatchObject({ status: 401 });
    expect(await other.post('/v1/prices', { items })).toMatchObject({ status: 403 });
  });
});
