import { aContact, Client as Api } from '@clientele/testing';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Connections } from './driver/connections';
import { atPace } from './driver/pace';
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
 * How long is waited until the next look: at first a while, then the longer the longer it took already, as looking takes time
 * from what is looked for. A look that comes late counts as a later price, so this only ever makes the figures worse.
 */
const pauseAfter = (waited: number): number =>
  waited < FIRST_LOOK_MS ? FIRST_LOOK_MS : Math.max(40, waited / 4);
const FIRST_LOOK_MS = 100;
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
  const desk = new Connections(stage.portOf('orders'));
  const shop = (buyer: Buyer) => buyAndLook(stage, desk, buyer, groupId);
  await atPace(WARM_UP.perSecond, buyers.splice(0, first), shop);
  const waits = await atPace(perSecond, buyers, shop);
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

async function buyAndLook(
  stage: Stage,
  desk: Connections,
  { token }: Buyer,
  groupId: string,
): Promise<number> {
  const cart = await post<{ id: string }>(desk, { path: '/v1/carts', token, body: {} });
  const line = { productId: MEMBERSHIP, quantity: 1 };
  await post(desk, { path: `/v1/carts/${cart.id}/lines`, token, body: line });
  const order = await post<{ id: string; totals: { total: { taxIncluded: string } } }>(desk, {
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
  await post(desk, { path, token: stage.operatorToken, headers, body: payment });
  for (;;) {
    await delay(pauseAfter(performance.now() - paidAt));
    const { group } = await post<{ group: { id: string } }>(desk, {
      ...{ path: '/v1/prices', token, body: { items: [{ productId: MEMBERSHIP, quantity: 1 }] } },
    });
    const waited = performance.now() - paidAt;
    if (group.id === groupId || waited > GIVEN_UP_MS) return waited;
  }
}

async function post<T = object>(desk: Connections, parts: Omit<RequestParts, 'method'>): Promise<T> {
  const { body } = await desk.send(toBytes({ method: 'POST', ...parts }));
  const answer: T = JSON.parse(body);
  return answer;
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
