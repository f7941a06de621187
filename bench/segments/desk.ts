import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { aContact, Client as Api, Suite, TokenIssuer } from '@clientele/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { loadCatalogue } from '../data/load-orders';
import { loadSegmentShop, type SegmentedShop } from '../data/segment-shop';
import { toBytes } from '../driver/request';
import { besides } from '../driver/beside';
import { products } from '../generator/products';
import type { AnswerTimes } from '../logins';
import { type Effort, effortOf } from './effort';
import { OPERATOR } from '../operations/principals';
import { choosing } from '../operations/shoppers';

const PRICES_PER_SECOND = 50;
const BUYERS = 200;
const PRODUCTS = 200;
const LASTS = '30d';

/** A suite with many customers in segments, and who looks at them. */
export class Desk {
  private constructor(
    readonly suite: Suite,
    readonly groups: Client,
    readonly orders: Client,
    readonly api: Api,
    readonly shop: SegmentedShop,
    private readonly nextPrices: () => string,
    /** A product that has a price for everybody. */
    readonly productId: string,
    private readonly issuer: TokenIssuer,
  ) {}

  static async at(suite: Suite, issuer: TokenIssuer, count: number): Promise<Desk> {
    const api = new Api(suite.service('groups').url).as(await issuer.sign(OPERATOR, LASTS));
    const urls = { groups: suite.databaseUrl('groups'), orders: suite.databaseUrl('orders') };
    const shop = await loadSegmentShop(urls, api, count);
    const [groups, orders] = await Promise.all([connect(urls.groups), connect(urls.orders)]);
    const catalogue = products(PRODUCTS);
    if ((await orders.query('SELECT FROM products LIMIT 1')).rowCount === 0)
      await loadCatalogue(orders, catalogue);
    const { rows } = await groups.query<{ id: string }>(
      'SELECT customer_id AS id FROM customer_facts WHERE is_open LIMIT $1',
      [BUYERS],
    );
    const tokens = await Promise.all(rows.map(({ id }) => issuer.sign(contactOf(id), LASTS)));
    const [token, product] = [choosing(tokens, 3), choosing(catalogue, 4)];
    const nextPrices = (): string => {
      const items = Array.from({ length: 20 }, () => ({ productId: product().id, quantity: 1 }));
      return toBytes({ method: 'POST', path: '/v1/prices', token: token(), body: { items } });
    };
    return new Desk(suite, groups, orders, api, shop, nextPrices, catalogue[0]?.id ?? '', issuer);
  }

  /** Prices for a customer. */
  async pricesFor(customerId: string): Promise<Api> {
    return new Api(this.suite.service('orders').url).as(await this.issuer.sign(contactOf(customerId), LASTS));
  }

  /** Asks for prices while something is done. */
  async besides<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly result: T; readonly times: AnswerTimes; readonly effort: Effort }> {
    const port = Number(new URL(this.suite.service('orders').url).port);
    const { result, effort } = await effortOf(this.suite, () =>
      besides(port, PRICES_PER_SECOND, this.nextPrices, work),
    );
    return { ...result, effort };
  }

  /** One value of groups' database. */
  async one(sql: string, ...values: unknown[]): Promise<number> {
    const { rows } = await this.groups.query<{ n: number }>(sql, values);
    return rows[0]?.n ?? 0;
  }

  /** Returns when no segment is being built, no change is left to follow, and all of it is published. */
  async atRest(): Promise<void> {
    while (await this.isBusy()) await delay(100);
  }

  private async isBusy(): Promise<boolean> {
    const { rowCount } = await this.groups.query(
      `SELECT WHERE EXISTS (SELECT FROM segment_builds) OR EXISTS (SELECT FROM fact_changes)
         OR EXISTS (SELECT FROM outbox WHERE published_at IS NULL)`,
    );
    return rowCount !== 0;
  }

  async leave(): Promise<void> {
    await Promise.all([this.groups.end(), this.orders.end()]);
  }
}

const contactOf = (customerId: string) => aContact({ shopId: DEFAULT_SHOP_ID, customerId });

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}
