import { cartAbandoned, cartChanged, cartLost, cartRecovered, ordersOverview } from '@clientele/contracts';
import type { Looked } from '@clientele/jobs';
import { Ask } from '@clientele/messaging';
import { aContact, type Api, aVisitor, eventually, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { Cart } from '../src/carts/cart.entity';
import { abandon } from '../src/carts/quiet-carts.queries';
import { QuietCarts } from '../src/carts/quiet-carts.service';
import { TestShop } from './shop';

interface CartAnswer {
  readonly state: string;
  readonly version: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('carts that nobody uses any more', () => {
  let shop: TestShop;
  let visitor: Api;
  let carts: QuietCarts;

  beforeAll(async () => {
    shop = await TestShop.open();
    visitor = await shop.service.api.as(aVisitor());
    carts = shop.service.app.get(QuietCarts);
    await shop.product('oolong');
    await shop.product('atlas', { price: '30' });
  });

  afterAll(() => shop.stop());

  const add = (id: string, api = visitor, productId = 'oolong') =>
    api.post<CartAnswer>(`/v1/carts/${id}/lines`, { productId, quantity: 1 });

  const cartOf = async (api = visitor): Promise<string> => {
    const { id } = (await api.post<{ id: string }>('/v1/carts', {})).body;
    await add(id, api);
    return id;
  };
  const lastUsed = (id: string, agoMs: number) =>
    shop.service.db.manager.update(Cart, id, { updatedAt: new Date(Date.now() - agoMs) });
  const all = async (look: () => Promise<Looked>): Promise<void> => {
    while (await look());
  };
  const abandoned = async (api = visitor): Promise<string> => {
    const id = await cartOf(api);
    await lastUsed(id, DAY_MS + 1_000);
    await all(() => carts.abandonSome());
    return id;
  };
  const stateOf = async (id: string) => (await shop.service.db.manager.findOneBy(Cart, { id }))?.state;
  const events = () => shop.service.events;

  it('are abandoned after a day, if something is in them, and told so', async () => {
    const customerId = uuidv7();
    const contact = aContact({ customerId });
    const api = await shop.service.api.as(contact);
    const [left, fresh, empty] = [await cartOf(api), await cartOf(api), await cartOf(api)];
    await lastUsed(left, DAY_MS + 1_000);
    await lastUsed(fresh, DAY_MS - HOUR_MS);
    const { lines } = (await api.get<{ lines: { id: string }[] }>(`/v1/carts/${empty}`)).body;
    await api.delete(`/v1/carts/${empty}/lines/${lines[0]?.id}`);
    await lastUsed(empty, 2 * DAY_MS);

    await all(() => carts.abandonSome());

    expect([await stateOf(left), await stateOf(fresh), await stateOf(empty)]).toEqual([
      ...['abandoned', 'active', 'active'],
    ]);
    expect(await events().next(cartAbandoned, left)).toMatchObject({
      aggregate: { version: 3 },
      data: { cartId: left, customerId, contactId: contact.id, currency: 'EUR', lines: 1, total: '23.77' },
    });
    for (const id of [fresh, empty]) expect(await events().all(cartAbandoned, id)).toEqual([]);
  });

  it('are told of once, however many replicas look at once', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => cartOf()));
    for (const id of ids) await lastUsed(id, 3 * DAY_MS);
    const replica = (await shop.service.replica()).get(QuietCarts);

    await Promise.all([carts, replica, carts, replica].map((looking) => all(() => looking.abandonSome())));

    const told = (await events().all(cartAbandoned)).map(({ data }) => data.cartId);
    expect(told.filter((id) => ids.includes(id)).toSorted()).toEqual(ids.toSorted());
  });

  it('are left to the replica that is at them', async () => {
    // It looks by itself when it starts.
    const replica = (await shop.service.replica()).get(QuietCarts);
    const ids = [await cartOf(), await cartOf()];
    for (const id of ids) await lastUsed(id, 2 * DAY_MS);

    await shop.service.db.transaction(async (tx) => {
      await abandon.rows(tx, [new Date(Date.now() - DAY_MS), new Date()]);
      // Neither waits for what is being told nor tells it again.
      await all(() => replica.abandonSome());
    });
    await all(() => replica.abandonSome());

    for (const id of ids) {
      expect(await stateOf(id)).toBe('abandoned');
      expect(await events().all(cartAbandoned, id)).toEqual([]);
    }
  });

  it('are passed over while somebody uses them', async () => {
    const id = await cartOf();
    await lastUsed(id, 2 * DAY_MS);

    await shop.service.db.transaction(async (tx) => {
      await tx.update(Cart, id, { updatedAt: new Date() });
      await all(() => carts.abandonSome());
    });
    await all(() => carts.abandonSome());

    expect(await stateOf(id)).toBe('active');
    expect(await events().all(cartAbandoned, id)).toEqual([]);
  });

  it('are recovered by who waits while they are found', async () => {
    const id = await cartOf();
    await lastUsed(id, 2 * DAY_MS);
    const found = new Date();

    let adding: ReturnType<typeof add> | undefined;
    await shop.service.db.transaction(async (tx) => {
      await abandon.rows(tx, [new Date(Date.now() - DAY_MS), found]);
      adding = add(id, visitor, 'atlas');
      await eventually(async () => expect(await waiting()).toBeGreaterThan(0));
    });

    expect(await adding).toMatchObject({ status: 201, body: { state: 'active', lines: [{}, {}] } });
    expect(await stateOf(id)).toBe('active');
    expect(await events().next(cartRecovered, id)).toMatchObject({
      data: { abandonedAt: found.toISOString(), lines: 2 },
    });
  });

  const waiting = async (): Promise<number> => {
    const [row] = await shop.service.db.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer FROM pg_stat_activity
       WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    return row.count;
  };

  it('are recovered once by whoever uses them again', async () => {
    const id = await abandoned();

    const answers = await Promise.all([add(id), add(id, visitor, 'atlas'), add(id)]);

    expect(answers.map(({ body }) => body.state)).toEqual(['active', 'active', 'active']);
    await events().next(cartRecovered, id);
    expect(await events().all(cartRecovered, id)).toMatchObject([
      { actor: { kind: 'visitor' }, data: { cartId: id, currency: 'EUR' } },
    ]);
    await lastUsed(id, 2 * DAY_MS);
    await all(() => carts.abandonSome());
    expect(await events().all(cartAbandoned, id)).toHaveLength(2);
  });

  it('are recovered by being ordered', async () => {
    const contact = await shop.service.api.as(aContact());
    const cartId = await abandoned(contact);

    const order = await contact
      .with({ 'idempotency-key': uuidv7() })
      .post<{ id: string }>('/v1/orders', { cartId });

    expect(order.status).toBe(201);
    expect(await stateOf(cartId)).toBe('ordered');
    expect(await events().next(cartRecovered, cartId)).toMatchObject({
      data: { orderId: order.body.id, lines: 1, total: '23.77' },
    });
  });

  it('stay abandoned when they are only looked at, even at other prices', async () => {
    await shop.product('wine', { price: '10' });
    const { id } = (await visitor.post<{ id: string }>('/v1/carts', {})).body;
    await add(id, visitor, 'wine');
    await lastUsed(id, 2 * DAY_MS);
    await all(() => carts.abandonSome());
    const before = await shop.service.db.manager.findOneByOrFail(Cart, { id });

    await shop.product('wine', { price: '12' });
    const seen = await visitor.get(`/v1/carts/${id}`);

    const updatedAt = before.updatedAt.toISOString();
    expect(seen.body).toMatchObject({ state: 'abandoned', updatedAt, changes: [{ productId: 'wine' }] });
    expect(await shop.service.db.manager.findOneByOrFail(Cart, { id })).toMatchObject({
      ...{ state: 'abandoned', updatedAt: before.updatedAt, version: before.version + 1 },
    });
    expect(await events().all(cartRecovered, id)).toEqual([]);
  });

  it('are active again whoever writes, as replicas of the release before do', async () => {
    const id = await abandoned();

    await shop.service.db.manager.query('UPDATE carts SET version = version + 1 WHERE id = $1', [id]);
    expect(await stateOf(id)).toBe('abandoned');
    await shop.service.db.manager.query('UPDATE carts SET updated_at = now() WHERE id = $1', [id]);

    expect(await stateOf(id)).toBe('active');
  });

  it('are lost after a month more, and told so; and recovered all the same', async () => {
    const [lost, kept] = [await abandoned(), await abandoned()];
    await lastUsed(lost, 31 * DAY_MS + 1_000);
    await lastUsed(kept, 31 * DAY_MS - HOUR_MS);

    await all(() => carts.loseSome());

    expect([await stateOf(lost), await stateOf(kept)]).toEqual(['lost', 'abandoned']);
    expect(await events().next(cartLost, lost)).toMatchObject({ data: { cartId: lost, lines: 1 } });
    await add(lost);
    expect(await stateOf(lost)).toBe('active');
    expect(await events().all(cartRecovered, lost)).toHaveLength(1);
  });

  it('are deleted a year after they were used last, and those that were left empty; not orders', async () => {
    const contact = await shop.service.api.as(aContact());
    const [old, used, ordered] = [await abandoned(), await abandoned(), await cartOf(contact)];
    const { id: empty } = (await visitor.post<{ id: string }>('/v1/carts', {})).body;
    await contact.with({ 'idempotency-key': uuidv7() }).post('/v1/orders', { cartId: ordered });
    for (const id of [old, ordered, empty]) await lastUsed(id, 366 * DAY_MS + 1_000);
    await lastUsed(used, 366 * DAY_MS - HOUR_MS);

    await all(() => carts.loseSome());
    await all(() => carts.purgeSomeLost());
    await all(() => carts.purgeSomeEmpty());

    expect(await Promise.all([old, used, ordered, empty].map(stateOf))).toEqual([
      ...[undefined, 'lost', 'ordered', undefined],
    ]);
    const told = (await events().all(cartChanged, old)).at(-1);
    expect(told).toMatchObject({ aggregate: { version: 5 }, data: { lines: 0, total: '0.00' } });
    expect(await events().all(cartChanged, empty)).toEqual([]);
  });

  it('change nothing that cannot be told', async () => {
    const id = await cartOf();
    await lastUsed(id, 2 * DAY_MS);
    shop.service.failNextEvent(cartAbandoned.type);

    await expect(carts.abandonSome()).rejects.toThrow('disk full');

    expect(await stateOf(id)).toBe('active');
    await all(() => carts.abandonSome());
    expect(await events().all(cartAbandoned, id)).toHaveLength(1);
  });

  it('are listed by state with what is in them, sorted by state, and shown in the overview of their customer', async () => {
    const customerId = uuidv7();
    const api = await shop.service.api.as(aContact({ customerId }));
    const [left, used] = [await abandoned(api), await cartOf(api)];
    const list = async (query: string) =>
      (await shop.employee.get<{ items: { id: string }[] }>(`/v1/carts?customerId=${customerId}&${query}`))
        .body.items;

    expect(await list('state=abandoned&contents=true')).toMatchObject([
      {
        ...{ id: left, state: 'abandoned', abandonedAt: expect.any(String), updatedAt: expect.any(String) },
        ...{ contents: [{ productId: 'oolong', sku: 'OOLONG', name: 'oolong', quantity: 1 }] },
        total: { taxIncluded: '23.77' },
      },
    ]);
    expect((await list('state=active')).map(({ id }) => id)).toEqual([used]);
    expect((await list('state=active'))[0]).not.toHaveProperty('contents');
    expect(await list('state=abandoned&totalFrom=23.77&totalTo=23.78')).toHaveLength(1);
    expect(await list('state=abandoned&totalFrom=23.78')).toEqual([]);
    expect(await list('totalTo=23.77')).toEqual([]);
    expect((await list('sort=state')).map(({ id }) => id)).toEqual([left, used]);
    expect((await list('sort=-state')).map(({ id }) => id)).toEqual([used, left]);
    expect(await shop.employee.get('/v1/carts?state=gone')).toMatchObject({ status: 422 });
    const question = {
      ...{ shopId: TEST_SHOP, customerId, payments: false },
      parts: ['carts' as const],
    };
    const overview = await shop.service.app.get(Ask).ask(ordersOverview, question, 5_000);
    expect(overview.carts?.items).toMatchObject([
      { id: used, state: 'active' },
      { id: left, state: 'abandoned' },
    ]);
  });

  it('are listed page by page in the order of their state', async () => {
    const customerId = uuidv7();
    const api = await shop.service.api.as(aContact({ customerId }));
    const ids = [await abandoned(api), await cartOf(api), await cartOf(api)];
    const path = `/v1/carts?customerId=${customerId}&sort=state&limit=1`;

    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await shop.employee.get<{ items: { id: string }[]; nextCursor: string | null }>(
          cursor === '' ? path : `${path}&cursor=${cursor}`,
        )
      ).body;
      found.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }

    expect(found).toEqual(ids);
  });
});
