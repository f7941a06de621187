import { aContact, anEmployee, type Api } from '@clientele/testing';
import { Product } from '../src/products/product.entity';
import { TestShop } from './shop';

describe('the catalogue', () => {
  let shop: TestShop;
  let employee: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    ({ employee } = shop);
  });

  afterAll(() => shop.stop());

  const oolong = {
    sku: 'OOL-50',
    name: 'Oolong, 50 g',
    price: '19.812',
    currency: 'EUR',
    taxRate: '20',
    active: true,
  };

  it('keeps a category with its parent, and replaces it', async () => {
    await employee.put('/v1/categories/drinks', { name: 'Drinks' });
    const put = await employee.put('/v1/categories/tea', { name: 'Tea', parentId: 'drinks' });
    const again = await employee.put('/v1/categories/tea', { name: 'Teas', parentId: 'drinks' });

    expect(put).toMatchObject({ status: 200, body: { id: 'tea', parentId: 'drinks', version: 1 } });
    expect(again).toMatchObject({ headers: { etag: '"2"' }, body: { name: 'Teas', version: 2 } });
    expect(await employee.get('/v1/categories/tea')).toMatchObject({ status: 200, body: again.body });
    expect(await employee.get('/v1/categories?parentId=drinks&count=true')).toMatchObject({
      body: { items: [{ id: 'tea' }], total: 1, nextCursor: null },
    });
  });

  it('refuses a parent that is unknown, the category itself or part of it', async () => {
    await employee.put('/v1/categories/a', { name: 'A' });
    await employee.put('/v1/categories/b', { name: 'B', parentId: 'a' });

    for (const [parentId, code] of [
      ['nowhere', 'category-unknown'],
      ['a', 'category-loop'],
      ['b', 'category-loop'],
    ]) {
      expect(await employee.put('/v1/categories/a', { name: 'A', parentId })).toMatchObject({
        status: 422,
        body: { code, errors: [{ pointer: '/parentId' }] },
      });
    }
    expect(await employee.get('/v1/categories/a')).toMatchObject({ body: { parentId: null, version: 1 } });
  });

  it('does not let two categories become part of each other at the same time', async () => {
    await employee.put('/v1/categories/x', { name: 'X' });
    await employee.put('/v1/categories/y', { name: 'Y' });

    const answers = await Promise.all([
      employee.put('/v1/categories/x', { name: 'X', parentId: 'y' }),
      employee.put('/v1/categories/y', { name: 'Y', parentId: 'x' }),
    ]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  it('keeps a product with its categories, the default one among them', async () => {
    await shop.category('books');
    await shop.category('sale');
    const body = { ...oolong, defaultCategoryId: 'books', categoryIds: ['sale'] };

    const put = await employee.put('/v1/products/oolong-50', body);
    const moved = await employee.put('/v1/products/oolong-50', { ...body, categoryIds: [] });

    expect(put).toMatchObject({
      status: 200,
      body: { ...body, id: 'oolong-50', categoryIds: ['books', 'sale'], version: 1 },
    });
    expect(moved.body).toMatchObject({ categoryIds: ['books'], version: 2 });
    expect(await employee.get('/v1/products/oolong-50')).toMatchObject({ status: 200, body: moved.body });
    expect(await employee.get('/v1/products?categoryId=books&sku=OOL-50&active=true')).toMatchObject({
      body: { items: [{ id: 'oolong-50' }] },
    });
  });

  it('pages through products, each once', async () => {
    for (const id of ['p1', 'p2', 'p3'])
      await employee.put(`/v1/products/${id}`, { ...oolong, name: 'Paged' });

    const first = await employee.get<{ nextCursor: string }>(
      '/v1/products?name=paged&limit=2&sort=-updatedAt',
    );
    const second = await employee.get(
      `/v1/products?name=paged&limit=2&sort=-updatedAt&cursor=${first.body.nextCursor}`,
    );

    expect(first.body).toMatchObject({ items: [{ id: 'p3' }, { id: 'p2' }] });
    expect(second.body).toMatchObject({ items: [{ id: 'p1' }], nextCursor: null });
  });

  it('refuses unknown categories, naming each, and keeps nothing', async () => {
    const before = await shop.service.db.manager.count(Product);

    expect(
      await employee.put('/v1/products/new', {
        ...oolong,
        defaultCategoryId: 'no',
        categoryIds: ['no', 'not'],
      }),
    ).toMatchObject({
      status: 422,
      body: {
        code: 'category-unknown',
        errors: [
          { pointer: '/defaultCategoryId' },
          { pointer: '/categoryIds/0' },
          { pointer: '/categoryIds/1' },
        ],
      },
    });
    expect(await shop.service.db.manager.count(Product)).toBe(before);
  });

  it.each([
    [{ ...oolong, price: '-1' }, '/price'],
    [{ ...oolong, price: '1.1234567' }, '/price'],
    [{ ...oolong, price: 19.812 }, '/price'],
    [{ ...oolong, currency: 'eur' }, '/currency'],
    [{ ...oolong, currency: 'XYZ' }, '/currency'],
    [{ ...oolong, taxRate: '101' }, '/taxRate'],
    [{ ...oolong, active: 'yes' }, '/active'],
    [{ ...oolong, colour: 'green' }, '/colour'],
    [{ ...oolong, categoryIds: ['with space'] }, '/categoryIds'],
  ])('refuses %j and points to %s', async (body, pointer) => {
    expect(await employee.put('/v1/products/new', body)).toMatchObject({
      status: 422,
      body: { code: 'validation-failed', errors: [expect.objectContaining({ pointer })] },
    });
  });

  it('refuses ids that do not fit into a path', async () => {
    for (const id of ['with%20space', 'a%2Fb', 'x'.repeat(65)])
      expect(await employee.put(`/v1/products/${id}`, oolong)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/id' }] },
      });
  });

  it('is for employees with the permission only, and each shop has its own', async () => {
    const contact = await shop.service.api.as(aContact());
    const reader = await shop.service.api.as(anEmployee({ permissions: new Set(['catalogue:read']) }));
    const elsewhere = await shop.service.api.as(
      anEmployee({ shopId: '0198c0de-0000-7000-8000-0000000000bb' }),
    );
    await employee.put('/v1/products/own', oolong);

    for (const stranger of [contact, reader])
      expect(await stranger.put('/v1/products/own', oolong)).toMatchObject({ status: 403 });
    expect(await elsewhere.get('/v1/products/own')).toMatchObject({
      status: 404,
      body: { code: 'product-not-found' },
    });
    expect(await elsewhere.get('/v1/categories/tea')).toMatchObject({
      status: 404,
      body: { code: 'category-not-found' },
    });
  });
});
