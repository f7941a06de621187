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
  /** How many orders each of them has. */
  let bought = 1;

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
    shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => shop.register()));
    await Promise.all(shoppers.map(buyOne));
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

  /** When the shopper's membership ends, which is there soon after the first order. */
  const endOf = (shopper: Shopper): Promise<number> =>
    eventually(async () => {
      const { items } = await shopper.memberships();
      const end = Date.parse(items.find((item) => item.groupId === groupId)?.expiresAt ?? '');
      expect(end).not.toBeNaN();
      return end;
    });

  /** Buys while something is done to the servers; afterwards every order has counted, once. */
  async function everyOrderCountsOnce(meanwhile: (buying: Promise<void>) => Promise<void>): Promise<void> {
    const before = await Promise.all(shoppers.map(endOf));
    await meanwhile(buyAll());

    bought += ORDERS_EACH;
    for (const [i, shopper] of shoppers.entries()) {
      const end = (before[i] ?? 0) + ORDERS_EACH * DAY_MS;
      await eventually(async () => expect(await endOf(shopper)).toBe(end), 60_000);
      expect(await shopper.client.get(`/v1/orders?limit=100&count=true`)).toMatchObject({ total: bought });
    }
    const events = await EventLog.open(running.suite.natsUrl);
    const paid = await events.all(paymentAccepted);
    expect(new Set(paid.map(({ id }) => id)).size).toBe(SHOPPERS * bought);
    await events.close();
  }

  it('all count once though NATS is away for 12 seconds meanwhile', () =>
    everyOrderCountsOnce(async (buying) => {
      await running.suite.nats?.kill();
      // Longer than any message in flight waits for its next delivery.
      await Promise.all([buying, delay(12_000)]);
      await running.suite.nats?.start();
    }));

  it('all count once though Postgres is killed and restarted under the load', () =>
    everyOrderCountsOnce(async (buying) => {
      let finished = false;
      void buying.finally(() => (finished = true));
      for (let restarts = 0; restarts < 3 && !finished; restarts++) {
        await delay(500);
        await running.suite.postgres?.kill();
        await running.suite.postgres?.start();
      }
      await buying;
    }));

  it('all count once though each service is killed under the load', () =>
    everyOrderCountsOnce(async (buying) => {
      for (const name of ['groups', 'orders', 'gateway', 'identity', 'groups', 'orders'] as const) {
        await running.suite.service(name).kill();
        await running.suite.service(name).start();
      }
      await buying;
    }));
});
