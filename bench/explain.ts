import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { ListCustomersQuery } from '../apps/identity/src/customers/customers.bodies';
import { CustomersQueries, readCustomer } from '../apps/identity/src/customers/customers.queries';
import { IdentityConfig } from '../apps/identity/src/identity.config';
import { saveCart } from '../apps/orders/src/carts/cart-changes.queries';
import { lock, lockToOrder } from '../apps/orders/src/carts/carts.queries';
import { insertOrder } from '../apps/orders/src/orders/order-placing.queries';
import { pricing } from '../apps/orders/src/prices/prices.queries';
import { heard } from './bare/heard';
import { stockCarts } from './data/carts';
import { OPERATOR } from './operations/principals';
import type { Stage } from './stage';

/** A hot query with its plan. */
export interface Explained {
  readonly name: string;
  readonly plan: string;
}

interface HotQuery {
  readonly name: string;
  readonly service: 'identity' | 'orders';
  readonly sql: string;
  /** Without them the plan for any values is shown, and nothing is run. */
  readonly values?: readonly unknown[];
}

/** The plans of the queries that the operations run, on the loaded data; what they change is undone. */
export async function explainHotQueries(stage: Stage): Promise<Explained[]> {
  const explained: Explained[] = [];
  for (const { name, service, sql, values } of await hotQueries(stage)) {
    const client = stage.databases[service];
    const options = values ? 'ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF' : 'GENERIC_PLAN, COSTS OFF';
    await client.query('BEGIN');
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (${options}) ${sql}`,
      values && [...values],
    );
    await client.query('ROLLBACK');
    explained.push({ name, plan: rows.map((row) => row['QUERY PLAN']).join('\n') });
  }
  return explained;
}

async function hotQueries({ suite, shop, shoppers, databases }: Stage): Promise<HotQuery[]> {
  const url = suite.databaseUrl('identity');
  const [customerId = ''] = shop.customerIds;
  const byId = await heard(url, (db) => readCustomer(db, DEFAULT_SHOP_ID, customerId, new Date()));
  const prefix = Object.assign(new ListCustomersQuery(), { email: 'siobhan.one', limit: 20 });
  const list = await heard(url, (db) =>
    new CustomersQueries(db, new Clock(), new IdentityConfig()).list(OPERATOR, prefix),
  );
  const [buyer] = shoppers;
  const [cart] = await stockCarts(databases.orders, [buyer?.customerId ?? ''], 1);
  const now = new Date();
  const locking = [DEFAULT_SHOP_ID, cart?.id, cart?.customerId, null, false, now];
  return [
    { name: 'customer by id', service: 'identity', sql: byId.text, values: byId.values },
    { name: 'customers by e-mail', service: 'identity', sql: list.text, values: list.values },
    {
      name: 'prices of 20 products',
      service: 'orders',
      sql: pricing.sql,
      values: [DEFAULT_SHOP_ID, buyer?.customerId, now, shop.productIds.slice(0, 20), false, DEFAULT_SHOP_ID],
    },
    {
      name: 'lock a cart to add',
      service: 'orders',
      sql: lock.sql,
      values: [...locking, shop.productIds[7], DEFAULT_SHOP_ID],
    },
    {
      name: 'lock a cart to order',
      service: 'orders',
      sql: lockToOrder.sql,
      values: [...locking, null, DEFAULT_SHOP_ID, null, null],
    },
    { name: 'save a cart', service: 'orders', sql: saveCart.sql },
    { name: 'insert an order', service: 'orders', sql: insertOrder.sql },
  ];
}
