import { cartChanged, DEFAULT_SHOP_ID, orderPlaced } from '@clientele/contracts';
import type { Statement } from '@clientele/database';
import type { FastifyInstance } from 'fastify';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { saveCart } from '../../apps/orders/src/carts/cart-changes.queries';
import { lock, lockToOrder } from '../../apps/orders/src/carts/carts.queries';
import { insertOrder } from '../../apps/orders/src/orders/order-placing.queries';
import { claim, keep } from '../../libs/http/src/idempotency.queries';
import { addedTo, type BareCart, orderLines, totalsOf } from './cart-arithmetic';
import { transaction } from './transaction';

interface CartHeaders {
  readonly 'x-customer': string;
  readonly 'x-contact': string;
  readonly 'idempotency-key': string;
}

interface AddLineRequest {
  readonly Headers: CartHeaders;
  readonly Params: { readonly id: string };
  readonly Body: { readonly productId: string; readonly quantity: number };
}

interface PlaceOrderRequest {
  readonly Headers: CartHeaders;
  readonly Body: { readonly cartId: string };
}

/** Adding a line to a cart, and turning a cart into an order, each with its event. */
export function addCartRoutes(fastify: FastifyInstance, pool: Pool): void {
  fastify.post<AddLineRequest>('/v1/carts/:id/lines', async ({ headers, params, body }, reply) => {
    void reply.status(201);
    return transaction(pool, (client) => addLine(client, headers, params.id, body));
  });
  fastify.post<PlaceOrderRequest>('/v1/orders', async ({ headers, body }, reply) => {
    void reply.status(201);
    return transaction(pool, (client) => placeOrder(client, headers, body.cartId));
  });
}

async function addLine(
  client: PoolClient,
  headers: CartHeaders,
  cartId: string,
  { productId, quantity }: AddLineRequest['Body'],
): Promise<object> {
  const now = new Date();
  const cart = await lockCart(client, lock, headers, cartId, now, [productId, DEFAULT_SHOP_ID]);
  const { lines, changed } = addedTo(cart, quantity);
  const totals = totalsOf(lines);
  const event = cartChanged.create(circumstancesOf(cart.id, cart.version + 1, headers, now), {
    ...{ cartId, customerId: headers['x-customer'], contactId: headers['x-contact'], currency: 'EUR' },
    ...{ lines: lines.length, total: totals.taxIncluded },
  });

  await run(client, saveCart, [
    ...[cart.id, DEFAULT_SHOP_ID, [changed.id], [changed.productId], [changed.quantity]],
    ...[[changed.unitPrice.taxExcluded], [changed.unitPrice.taxIncluded], [], 'EUR', headers['x-contact']],
    ...[lines.length, totals.taxExcluded, totals.taxIncluded, cart.version + 1, now],
    ...[event.id, event.type, JSON.stringify(event)],
  ]);
  return { id: cart.id, number: cart.number, lines, totals, version: cart.version + 1 };
}

async function placeOrder(client: PoolClient, headers: CartHeaders, cartId: string): Promise<object> {
  const now = new Date();
  const owner = [headers['x-contact'], 'POST /v1/orders', headers['idempotency-key']];
  await run(client, claim, owner);
  const further = [null, DEFAULT_SHOP_ID, headers['x-contact'], null];
  const cart = await lockCart(client, lockToOrder, headers, cartId, now, further);
  const lines = orderLines(cart);
  const totals = totalsOf(lines);
  const order = {
    ...{ id: uuidv7(), reference: newReference(), state: 'awaiting-payment', cartId, groupId: cart.group.id },
    ...{ customerId: headers['x-customer'], contactId: headers['x-contact'], currency: 'EUR', lines, totals },
  };
  const event = orderPlaced.create(circumstancesOf(order.id, 1, headers, now), {
    ...{ orderId: order.id, reference: order.reference, customerId: order.customerId, currency: 'EUR' },
    ...{ total: totals.taxIncluded, totalTaxExcluded: totals.taxExcluded, placedAt: now.toISOString() },
    lines: lines.map((line) => ({ ...line, lineId: line.id, total: line.total.taxIncluded })),
  });

  await run(client, insertOrder, [
    ...[order.id, DEFAULT_SHOP_ID, order.reference, cartId, order.customerId, order.contactId, null],
    ...[
      order.state,
      'EUR',
      order.groupId,
      JSON.stringify(totals),
      totals.taxExcluded,
      totals.taxIncluded,
      now,
    ],
    ...[JSON.stringify(lines), uuidv7(), 'contact', order.contactId],
    ...[[event.id], [event.type], [JSON.stringify(event)], null, null],
  ]);
  await run(client, keep, [...owner, headers['idempotency-key'], false, JSON.stringify(order)]);
  return order;
}

async function lockCart(
  client: PoolClient,
  statement: Statement<QueryResultRow>,
  headers: CartHeaders,
  cartId: string,
  now: Date,
  further: readonly unknown[],
): Promise<BareCart> {
  const values = [DEFAULT_SHOP_ID, cartId, headers['x-customer'], null, false, now, ...further];
  const [cart] = await run<BareCart>(client, statement, values);
  if (!cart) throw new Error(`There is no cart ${cartId}.`);
  return cart;
}

const run = async <Row extends QueryResultRow>(
  client: PoolClient,
  { name, sql }: Statement<QueryResultRow>,
  values: unknown[],
): Promise<Row[]> => (await client.query<Row>({ name, text: sql, values })).rows;

const circumstancesOf = (id: string, version: number, headers: CartHeaders, occurredAt: Date) => ({
  aggregate: { id, version },
  shopId: DEFAULT_SHOP_ID,
  actor: { kind: 'contact' as const, id: headers['x-contact'] },
  occurredAt,
});

const newReference = (): string =>
  Array.from({ length: 9 }, () => 'BCDFGHJKMNPRSTVWXZ'[Math.floor(Math.random() * 18)]).join('');
