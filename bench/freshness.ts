import { aContact, Client as Api } from '@clientele/testing';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Connection, type Reply } from './driver/connection';
import { type RequestParts, toBytes } from './driver/request';
import { percentile } from './driver/statistics';
import type { Stage } from './stage';

/** How long after a payment the new price is seen, in milliseconds. */
export interface Freshness {
  readonly orders: number;
  readonly perSecond: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
}

/** The product whose buyers join a group. */
const MEMBERSHIP = 'vip-month';
/**
 * How long is waited between two looks: the longer it took already the longer, as looking takes time from what is looked
 * for. A look that comes late counts as a later price, so this only ever makes the figures worse.
 */
const pauseAfter = (waited: number): number => Math.max(40, waited / 4);
/** Far beyond the aim; the figure then says so. */
const GIVEN_UP_MS = 20_000;
/** Gentle, as code that never ran yet is slow; what is measured is a service at work, not one that has just started. */
const WARM_UP = { perSecond: 25, seconds: 40 };

interface Buyer {
  readonly customerId: string;
  readonly token: string;
}

/**
 * Has customers buy and pay at a steady rate, each once: a cart, a line, the order, the payment. From when the payment is
 * sent, each asks for a price until it is the one of the group.
 */
export async function measureFreshness(stage: Stage, perSecond: number, seconds: number): Promise<Freshness> {
  const groupId = await openClub(stage);
  const first = WARM_UP.perSecond * WARM_UP.seconds;
  const buyers = await buyersOf(stage, first + perSecond * seconds);
  const desk = new Desk(stage);
  await shop(stage, desk, buyers.splice(0, first), groupId, WARM_UP.perSecond);
  const waits = await shop(stage, desk, buyers, groupId, perSecond);
  desk.close();
  return {
    orders: waits.length,
    perSecond,
    seconds,
    p50: percentile(waits, 50),
    p99: percentile(waits, 99),
    slowest: Math.max(...waits),
  };
}

async function shop(
  stage: Stage,
  desk: Desk,
  buyers: readonly Buyer[],
  groupId: string,
  perSecond: number,
): Promise<number[]> {
  const start = performance.now();
  return Promise.all(
    buyers.map(async (buyer, i) => {
      await delay(Math.max(0, start + (i * 1_000) / perSecond - performance.now()));
      return buyAndLook(stage, desk, buyer, groupId);
    }),
  );
}

async function buyAndLook(stage: Stage, desk: Desk, { token }: Buyer, groupId: string): Promise<number> {
  const cart = await desk.post<{ id: string }>({ path: '/v1/carts', token, body: {} });
  const line = { productId: MEMBERSHIP, quantity: 1 };
  await desk.post({ path: `/v1/carts/${cart.id}/lines`, token, body: line });
  const order = await desk.post<{ id: string; totals: { total: { taxIncluded: string } } }>({
    ...{ path: '/v1/orders', token, body: { cartId: cart.id } },
    headers: { 'idempotency-key': randomUUID() },
  });
  const payment = {
    ...{
      amount: order.totals.total.taxIncluded,
      currency: 'EUR',
      method: 'card',
      transactionId: randomUUID(),
    },
  };

  const paidAt = performance.now();
  const path = `/v1/orders/${order.id}/payments`;
  const headers = { 'idempotency-key': randomUUID() };
  await desk.post({ path, token: stage.operatorToken, headers, body: payment });
  for (;;) {
    await delay(pauseAfter(performance.now() - paidAt));
    const { group } = await desk.post<{ group: { id: string } }>({
      ...{ path: '/v1/prices', token, body: { items: [{ productId: MEMBERSHIP, quantity: 1 }] } },
    });
    const waited = performance.now() - paidAt;
    if (group.id === groupId || waited > GIVEN_UP_MS) return waited;
  }
}

/** Connections to orders, each used by one request at a time. */
class Desk {
  private readonly idle: Connection[] = [];

  constructor(private readonly stage: Stage) {}

  async post<T = object>(parts: Omit<RequestParts, 'method'>): Promise<T> {
    const connection = this.idle.pop() ?? (await Connection.open(this.stage.portOf('orders')));
    const { status, body }: Reply = await connection.send(toBytes({ method: 'POST', ...parts }));
    this.idle.push(connection);
    if (status >= 300) throw new Error(`${parts.path} answered ${status}: ${body}`);
    const answer: T = JSON.parse(body);
    return answer;
  }

  close(): void {
    for (const connection of this.idle) connection.close();
  }
}

/** A group, a product, and the rule that whoever buys it joins for a month. */
async function openClub({ suite, operatorToken }: Stage): Promise<string> {
  const groups = new Api(suite.service('groups').url).as(operatorToken);
  const orders = new Api(suite.service('orders').url).as(operatorToken);
  await orders.put(`/v1/products/${MEMBERSHIP}`, {
    ...{ sku: 'VIP', name: 'VIP for a month', price: '49', currency: 'EUR', taxRate: '20', active: true },
  });
  const { id } = await groups.post<{ id: string }>('/v1/groups', {
    ...{ name: { en: 'VIP' }, discountPercent: '30', priceDisplay: 'tax-included', showPrices: true },
  });
  await groups.post('/v1/auto-assignments', {
    ...{
      productId: MEMBERSHIP,
      groupIds: [id],
      defaultGroupId: id,
      validity: { duration: 'P30D' },
      enabled: true,
    },
  });
  return id;
}

/** Contacts of customers who have bought nothing yet. */
async function buyersOf({ shop, shoppers, issuer }: Stage, count: number): Promise<Buyer[]> {
  const known = new Set(shoppers.map(({ customerId }) => customerId));
  const chosen = shop.customerIds.filter((id) => !known.has(id)).slice(0, count);
  return Promise.all(
    chosen.map(async (customerId) => {
      const contact = aContact({ shopId: DEFAULT_SHOP_ID, customerId, profileId: shop.profileId });
      return { customerId, token: await issuer.sign(contact, '2h') };
    }),
  );
}
