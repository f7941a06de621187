import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Client as Api } from '@clientele/testing';
import { Client } from 'pg';
import { CATEGORY_IDS } from '../generator/products';
import { table } from './segment-tables';

/** A group that a share of all customers is in, in thousandths. */
interface SharedGroup {
  readonly name: string;
  readonly share: number;
}

/** With the role that everybody is in, three memberships for each customer. */
const GROUPS: readonly SharedGroup[] = [500, 500, 400, 250, 150, 100, 50, 30, 10, 5, 5].map((share, i) => ({
  name: `Bench ${i}`,
  share,
}));

/** The groups of the shop by their shares: the first is the default group of all who are in it. */
export interface SegmentedShop {
  readonly registeredId: string;
  readonly groupIds: readonly string[];
}

const PRODUCTS = 2_000;

/**
 * Fills the databases of groups and orders with customers to put into segments, unless they are there from a run before: what
 * they are like, what they ordered, and their groups.
 */
export async function loadSegmentShop(
  urls: { readonly groups: string; readonly orders: string },
  api: Api,
  count: number,
): Promise<SegmentedShop> {
  const [groups, orders] = await Promise.all([connect(urls.groups), connect(urls.orders)]);
  try {
    const found = await numberOf(groups, 'customer_facts');
    if (found !== 0 && found < count) throw new Error(`There are ${found} customers already, not ${count}.`);
    if (found === 0) for (const { name } of GROUPS) await api.post('/v1/groups', { name: { en: name } });
    const shop = await shopOf(groups);
    if (found > 0) return shop;
    const values = { count, now: new Date().toISOString() };
    await table(groups, 'customer_orders', () =>
      groups.query(people(values)).then(() => groups.query(ORDERS)),
    );
    for (const [name, sql] of Object.entries(DERIVED)) await table(groups, name, () => groups.query(sql));
    await table(groups, 'members', () =>
      groups.query(MEMBERS, [DEFAULT_SHOP_ID, shop.registeredId, ...chosen(shop)]),
    );
    await table(groups, 'memberships', () => joinAll(groups, shop));
    await groups.query(SIZES);
    await orders.query(people(values));
    await table(orders, 'customer_pricing', () =>
      orders.query(PRICING, [DEFAULT_SHOP_ID, shop.registeredId, ...chosen(shop)]),
    );
    for (const client of [groups, orders]) {
      await client.query('DROP TABLE bench_people');
      await client.query('VACUUM ANALYZE');
    }
    return shop;
  } finally {
    await Promise.all([groups.end(), orders.end()]);
  }
}

const chosen = ({ groupIds }: SegmentedShop): [string | undefined, number | undefined] => [
  groupIds[0],
  GROUPS[0]?.share,
];

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  // Nobody is told of these customers.
  await client.query(
    "SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET session_replication_role = replica",
  );
  await client.query(CHANCE);
  return client;
}

async function numberOf(client: Client, name: string): Promise<number> {
  const { rows } = await client.query<{ found: number }>(`SELECT count(*)::integer AS found FROM ${name}`);
  return rows[0]?.found ?? 0;
}

async function shopOf(client: Client): Promise<SegmentedShop> {
  const { rows } = await client.query<{ id: string; name: string; role: string | null }>(
    `SELECT id, name ->> 'en' AS name, role FROM groups WHERE shop_id = $1`,
    [DEFAULT_SHOP_ID],
  );
  return {
    registeredId: rows.find(({ role }) => role === 'customer')?.id ?? '',
    groupIds: GROUPS.flatMap(({ name }) => rows.find((row) => row.name === name)?.id ?? []),
  };
}

async function joinAll(client: Client, { registeredId, groupIds }: SegmentedShop): Promise<void> {
  await client.query(MEMBERSHIPS, [registeredId, 1_000, -1]);
  for (const [i, { share }] of GROUPS.entries()) await client.query(MEMBERSHIPS, [groupIds[i], share, i]);
}

/** What looks like chance, and is the same in every run and database: from 0 to 1, by a number and by what it is for. */
const CHANCE = `
  CREATE OR REPLACE FUNCTION pg_temp.chance(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
  RETURN (hashint8extended(n, salt) & 1048575) / 1048576.0`;

// In the order in which they registered, within three years. Four in ten never ordered, most of the others once or twice.
const people = ({ count, now }: { count: number; now: string }): string => `
  CREATE UNLOGGED TABLE bench_people AS
  SELECT n, registered_at,
         (lpad(to_hex((extract(epoch FROM registered_at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
          || '8' || substr(md5(n::text), 4, 15))::uuid AS customer_id,
         '${now}'::timestamptz AS now,
         floor(power(pg_temp.chance(n, 1), 6) * 10 + pg_temp.chance(n, 2) * 2.5)::integer AS orders
  FROM (SELECT n, '${now}'::timestamptz - (1 - n / ${count}::float8) * interval '3 years' AS registered_at
        FROM generate_series(1, ${count}) n) p`;

// The lower its number, the more often a product is bought.
const ORDERS = `
  INSERT INTO customer_orders (order_id, customer_id, placed_at, total, currency, completed, cancelled, refunded, vouchers,
                               products, categories)
  SELECT gen_random_uuid(), customer_id, registered_at + pg_temp.chance(i, 3) * (now - registered_at),
         round((12 + 300 * power(pg_temp.chance(i, 4), 3))::numeric, 2), 'EUR', pg_temp.chance(i, 5) < 0.95,
         pg_temp.chance(i, 6) < 0.03, 0, (pg_temp.chance(i, 7) < 0.1)::integer, b.products, b.categories
  FROM (SELECT p.*, n * 100 + k AS i FROM bench_people p, generate_series(1, p.orders) k) o,
    LATERAL (SELECT array_agg(DISTINCT 'p' || x) AS products,
                    array_agg(DISTINCT ('{${CATEGORY_IDS.join()}}'::text[])[1 + x % ${CATEGORY_IDS.length}]) AS categories
             FROM (SELECT floor(${PRODUCTS} * power(pg_temp.chance(i * 10 + j, 8), 3))::integer AS x
                   FROM generate_series(1, 1 + i % 3) j) y) b`;

/** What follows of it, as the service counts it. */
const DERIVED = {
  customer_carts: `
    INSERT INTO customer_carts (cart_id, customer_id, currency, value, opened_at, is_ordered, version)
    SELECT gen_random_uuid(), customer_id, 'EUR', round((5 + 200 * pg_temp.chance(n, 11))::numeric, 2),
           now - power(pg_temp.chance(n, 12), 2) * least(interval '60 days', now - registered_at), false, 1
    FROM bench_people WHERE pg_temp.chance(n, 13) < 0.08`,
  customer_facts: `
    INSERT INTO customer_facts (customer_id, shop_id, version, is_open, kind, title_id, birthday, birthday_key, language, country,
      postcode, newsletter, partner_offers, registered_at, last_visit_at, orders_count, first_order_at, last_order_at,
      total_spent, average_order, vouchers_used, cart_value, cart_since, tags)
    SELECT p.customer_id, '${DEFAULT_SHOP_ID}', 1, n % 100 <> 7, CASE WHEN n % 10 = 0 THEN 'company' ELSE 'individual' END,
           CASE WHEN n % 5 = 0 THEN '0198c0de-0000-7000-8000-0000000000a1'::uuid END, birthday,
           extract(month FROM birthday) * 100 + extract(day FROM birthday),
           (ARRAY['fr', 'de', 'es', 'it', 'en'])[place], (ARRAY['FR', 'DE', 'ES', 'IT', 'IE'])[place],
           lpad((1000 + floor(94000 * pg_temp.chance(n, 21)))::text, 5, '0'),
           pg_temp.chance(n, 22) < 0.4, pg_temp.chance(n, 23) < 0.15, registered_at,
           CASE WHEN pg_temp.chance(n, 24) < 0.6 THEN registered_at + pg_temp.chance(n, 25) * (now - registered_at) END,
           coalesce(o.count, 0), o.first, o.last, coalesce(o.spent, 0), o.average, coalesce(o.vouchers, 0), c.value, c.since,
           CASE WHEN pg_temp.chance(n, 26) < 0.2 THEN ARRAY(
             SELECT DISTINCT 'tag-' || floor(50 * power(pg_temp.chance(n * 10 + j, 27), 2)) FROM generate_series(1, 1 + n % 3) j
             ORDER BY 1) ELSE '{}' END
    FROM (SELECT p.*, CASE WHEN pg_temp.chance(n, 28) < 0.8 THEN date '1935-01-01' + floor(27000 * pg_temp.chance(n, 29))::integer END
                 AS birthday, 1 + floor(5 * power(pg_temp.chance(n, 30), 3))::integer AS place FROM bench_people p) p
      LEFT JOIN (SELECT customer_id, count(*) AS count, min(placed_at) AS first, max(placed_at) AS last,
                        sum(total) FILTER (WHERE completed) AS spent, avg(total) FILTER (WHERE completed) AS average,
                        sum(vouchers) FILTER (WHERE completed) AS vouchers
                 FROM customer_orders WHERE NOT cancelled GROUP BY customer_id) o USING (customer_id)
      LEFT JOIN (SELECT customer_id, sum(value) AS value, min(opened_at) AS since FROM customer_carts GROUP BY customer_id) c
        USING (customer_id)
    ORDER BY n`,
  bought_items: `
    INSERT INTO bought_items (customer_id, kind, item_id, orders, last_bought_at)
    SELECT o.customer_id, i.kind, i.id, count(*), max(o.placed_at)
    FROM customer_orders o, LATERAL (
      SELECT 'product' AS kind, unnest(o.products) AS id UNION ALL SELECT 'category', unnest(o.categories)) i
    WHERE o.completed AND NOT o.cancelled GROUP BY o.customer_id, i.kind, i.id`,
};

/** SQL: who is in the first group, whose default group that is. `$3` the group, `$4` its share. */
const DEFAULT_GROUP = `CASE WHEN pg_temp.chance(n, 100) * 1000 < $4::integer THEN $3::uuid ELSE $2::uuid END`;

const MEMBERS = `
  INSERT INTO members (customer_id, shop_id, default_group_id, fallback_group_id, registered, version, created_at, updated_at)
  SELECT customer_id, $1::uuid, ${DEFAULT_GROUP}, $2::uuid, true, 1, registered_at, registered_at FROM bench_people ORDER BY n`;

// $1 group, $2 share, $3 which of the groups.
const MEMBERSHIPS = `
  INSERT INTO memberships (customer_id, group_id, started_at, base_source, default_at)
  SELECT customer_id, $1::uuid, registered_at, 'registration', CASE WHEN $3::integer <= 0 THEN registered_at END
  FROM bench_people WHERE pg_temp.chance(n, 100 + $3::integer) * 1000 < $2::integer`;

const SIZES = `
  INSERT INTO group_sizes (group_id, members) SELECT group_id, count(*) FROM memberships GROUP BY group_id
  ON CONFLICT (group_id) DO UPDATE SET members = excluded.members`;

const PRICING = `
  INSERT INTO customer_pricing (customer_id, shop_id, default_group_id, fallback_group_id, version)
  SELECT customer_id, $1::uuid, ${DEFAULT_GROUP}, $2::uuid, 1 FROM bench_people ORDER BY n`;
