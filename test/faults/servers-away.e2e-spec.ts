import { paymentAccepted } from '@clientele/contracts';
import { EventLog, eventually, type Shopper } from '@clientele/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { RunningSuite } from '../setup/running-suite';
import { insist } from './persistence';

jest.setTimeout(240_000);

const DAY_MS = 86_400_000;
const SHOPPERS = 20;
const ORDERS_EACH = 10;

/**
 * Each order of "club-day" adds a day to the membership, so that the expiry counts the orders: one too few was
 * lost, one too many was doubled.
 */
describe('200 paid orders', () => {
  let running: RunningSuite;
  let groupId: string;
  let shoppers: Shopper[];

  beforeAll(async () => {
    running = await RunningSuite.start();
    const { shop } = running;
    await shop.product('club-day', { price: '10' });
    groupId = await shop.group({ name: { en: 'Club' }, discountPercent: '5' });
    await shop.assignment({
      productId: 'club-day',
      groupIds: [groupId],
      validity: { duration: 'P1D' },
      enabled: true,
    });
  });

  beforeEach(async () => {
    shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => running.shop.register()));
  });

  afterAll(() => running.stop());

  // Every step is repeated until it works, with the same key, as a storefront would.
  async function buyOne(shopper: Shopper): Promise<void> {
    const cartId = await insist(() =>
      shopper.client.post<{ id: string }>('/v1/carts', {}).then(({ id }) => id),
    );
    const withKey = shopper.client.with({ 'idempotency-key': randomUUID() });
    await insist(() => withKey.post(`/v1/carts/${cartId}/lines`, { productId: 'club-day', quantity: 1 }));
    const orderKey = randomUUID();
    const order = await insist(() => shopper.order(cartId, orderKey));
    await insist(() => running.shop.pay(order.id, order.totals.total.taxIncluded, order.id));
  }

  async function buyAll(): Promise<void> {
    await Promise.all(
      shoppers.map(async (shopper) => {
        for (let i = 0; i < ORDERS_EACH; i++) await buyOne(shopper);
      }),
    );
  }

  async function everyOrderCountsOnce(startedAt: number): Promise<void> {
    const finishedAt = Date.now();
    for (const shopper of shoppers) {
      await eventually(async () => {
        const { items } = await shopper.memberships();
        const expiresAt = Date.parse(items.find((item) => item.groupId === groupId)?.expiresAt ?? '');
        expect(expiresAt).toBeGreaterThanOrEqual(startedAt + ORDERS_EACH * DAY_MS - 5_000);
        expect(expiresAt).toBeLessThanOrEqual(finishedAt + ORDERS_EACH * DAY_MS + 5_000);
      }, 60_000);
      expect(await shopper.client.get(`/v1/orders?limit=100&count=true`)).toMatchObject({
        total: ORDERS_EACH,
      });
    }
    const events = await EventLog.open(running.suite.natsUrl);
    const customers = new Set(shoppers.map(({ who }) => who.customerId));
    const paid = (await events.all(paymentAccepted)).filter(({ data }) => customers.has(data.customerId));
    expect(new Set(paid.map(({ id }) => id)).size).toBe(SHOPPERS * ORDERS_EACH);
    await events.close();
  }

  it('all count once though NATS is away for 20 seconds meanwhile', async () => {
    const startedAt = Date.now();
    await running.suite.nats?.kill();
    const bought = buyAll();
    await Promise.all([bought, delay(20_000)]);

    await running.suite.nats?.start();

    await everyOrderCountsOnce(startedAt);
  });

  it('all count once though Postgres is killed and restarted under the load', async () => {
    const startedAt = Date.now();
    let finished = false;
    const bought = buyAll().finally(() => (finished = true));
    for (let restarts = 0; restarts < 3 && !finished; restarts++) {
      await delay(500);
      await running.suite.postgres?.kill();
      await running.suite.postgres?.start();
    }
    await bought;

    await everyOrderCountsOnce(startedAt);
  });

  it('all count once though each service is killed under the load', async () => {
    const startedAt = Date.now();
    const bought = buyAll();
    for (const name of ['groups', 'orders', 'gateway', 'identity', 'groups', 'orders'] as const) {
      await running.suite.service(name).kill();
      await running.suite.service(name).start();
    }
    await bought;

    await everyOrderCountsOnce(startedAt);
  });
});
