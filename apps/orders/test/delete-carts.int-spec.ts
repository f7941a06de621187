import { auditEntriesRecorded, cartChanged } from '@clientele/contracts';
import {
  aContact,
  type Api,
  anEmployee,
  aTeamMember,
  aVisitor,
  eventually,
  TEST_SHOP,
} from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { CartLine } from '../src/carts/cart-line.entity';
import { Cart } from '../src/carts/cart.entity';
import { TestShop } from './shop';

describe('deleting carts', () => {
  let shop: TestShop;
  let contact: Api;

  beforeAll(async () => {
    shop = await TestShop.open();
    contact = await shop.service.api.as(aContact());
    await shop.product('oolong');
  });

  afterAll(() => shop.stop());

  const cartOf = async (api = contact): Promise<string> => {
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    await api.post(`/v1/carts/${id}/lines`, { productId: 'oolong', quantity: 2 });
    return id;
  };
  const order = (cartId: string) =>
    contact.with({ 'idempotency-key': uuidv7() }).post('/v1/orders', { cartId });
  const isThere = async (id: string) => (await shop.service.db.manager.countBy(Cart, { id })) === 1;

  const recordedOf = async (who: string) =>
    (await shop.service.events.all(auditEntriesRecorded))
      .flatMap(({ data }) => data.entries)
      .filter(({ actorId }) => actorId === who);

  it('takes what is in them, tells that nothing is left, and records what there was', async () => {
    const id = await cartOf();
    const employee = anEmployee();

    const deleted = await (await shop.service.api.as(employee)).delete(`/v1/carts/${id}`);

    expect(deleted.status).toBe(204);
    expect(await isThere(id)).toBe(false);
    expect(await shop.service.db.manager.countBy(CartLine, { cartId: id })).toBe(0);
    expect((await shop.service.events.next(cartChanged, id)).data).toMatchObject({ lines: 0, total: '0.00' });
    await eventually(async () => {
      const entries = await recordedOf(employee.id);
      expect(entries).toMatchObject([{ operation: 'carts.delete', resourceType: 'carts', resourceId: id }]);
      expect(JSON.parse(entries[0]?.details ?? '')).toMatchObject({
        before: { state: 'active', currency: 'EUR', products: [{ productId: 'oolong', quantity: 2 }] },
      });
    });
  });

  it('is for their owners, too, and for nobody else', async () => {
    const visitor = await shop.service.api.as(aVisitor());
    const [theirs, own] = [await cartOf(), await cartOf(visitor)];

    for (const stranger of [
      visitor,
      await shop.service.api.as(aContact()),
      await shop.service.api.as(aTeamMember()),
      await shop.service.api.as(anEmployee({ shopId: '0198c0de-0000-7000-8000-0000000000bb' })),
    ])
      expect(await stranger.delete(`/v1/carts/${theirs}`)).toMatchObject({
        ...{ status: 404, body: { code: 'cart-not-found' } },
      });
    const reader = await shop.service.api.as(anEmployee({ permissions: new Set(['carts:read']) }));
    expect(await reader.delete(`/v1/carts/${theirs}`)).toMatchObject({ status: 403 });

    expect(await visitor.delete(`/v1/carts/${own}`)).toMatchObject({ status: 204 });
    expect(await contact.delete(`/v1/carts/${theirs}`)).toMatchObject({ status: 204 });
    expect(await contact.delete(`/v1/carts/${theirs}`)).toMatchObject({ status: 404 });
  });

  it('leaves those that were ordered', async () => {
    const id = await cartOf();
    await order(id);

    for (const api of [contact, shop.employee])
      expect(await api.delete(`/v1/carts/${id}`)).toMatchObject({
        ...{ status: 409, body: { code: 'cart-already-ordered' } },
      });
    expect(await isThere(id)).toBe(true);
  });

  it('and ordering at once come to one of the two', async () => {
    for (let i = 0; i < 10; i++) {
      const id = await cartOf();

      const [deleted, ordered] = await Promise.all([shop.employee.delete(`/v1/carts/${id}`), order(id)]);

      const isOrdered = ordered.status === 201;
      expect([deleted.status, ordered.status]).toEqual(isOrdered ? [409, 201] : [204, 404]);
      expect(await isThere(id)).toBe(isOrdered);
    }
  });

  it('many at once tells what became of each, and does it once for one key', async () => {
    const [first, second, ordered, gone] = [await cartOf(), await cartOf(), await cartOf(), uuidv7()];
    await order(ordered);
    const who = anEmployee();
    const once = (await shop.service.api.as(who)).with({ 'idempotency-key': uuidv7() });
    const body = { ids: [first, ordered, gone, second] };

    const answers = [
      await once.post('/v1/carts/bulk-delete', body),
      await once.post('/v1/carts/bulk-delete', body),
    ];

    for (const answer of answers)
      expect(answer).toMatchObject({
        status: 200,
        body: {
          items: [
            { id: first, outcome: 'deleted' },
            { id: ordered, outcome: 'ordered' },
            { id: gone, outcome: 'not-found' },
            { id: second, outcome: 'deleted' },
          ],
        },
      });
    expect(await shop.service.db.manager.countBy(Cart, { shopId: TEST_SHOP, id: first })).toBe(0);
    await eventually(async () =>
      expect((await recordedOf(who.id)).map(({ resourceId }) => resourceId).toSorted()).toEqual(
        [first, second].toSorted(),
      ),
    );
    const limited = await shop.service.api.as(aTeamMember());
    const [kept] = [await cartOf()];
    expect((await limited.post('/v1/carts/bulk-delete', { ids: [kept] })).body).toEqual({
      items: [{ id: kept, outcome: 'not-found' }],
    });
    expect(await contact.post('/v1/carts/bulk-delete', { ids: [kept] })).toMatchObject({ status: 403 });
  });
});
