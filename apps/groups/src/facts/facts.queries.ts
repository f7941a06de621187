import { statement } from '@clientele/database';
import { IS_BOUGHT } from './bought-items.domain';

/**
 * `(customers, shops)`: locks the facts of customers, made first where they are not known, in an order that all follow.
 * What is counted after it, by a statement of its own, is what the lock protects.
 */
export const lockFacts = statement(
  'customer-facts-lock',
  `WITH made AS (
     INSERT INTO customer_facts AS f (customer_id, shop_id)
     SELECT DISTINCT ON (customer_id) customer_id, shop_id FROM unnest($1::uuid[], $2::uuid[]) AS c (customer_id, shop_id)
     ORDER BY customer_id
     ON CONFLICT (customer_id) DO UPDATE SET version = f.version WHERE false
     RETURNING customer_id
   )
   INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, '{*}' FROM made`,
);

/** SQL of the names of those facts whose columns differ between the rows `f` and `was`. */
const changed = (names: Readonly<Record<string, string>>): string =>
  `array_remove(ARRAY[${Object.entries(names)
    .map(([column, name]) => `CASE WHEN f.${column} IS DISTINCT FROM was.${column} THEN '${name}' END`)
    .join(', ')}], NULL)`;

/** SQL that notes which facts were changed, by the rows `changed (customer_id, facts)`. */
const NOTE = `INSERT INTO fact_changes (customer_id, facts)
   SELECT customer_id, facts FROM changed WHERE facts <> '{}'`;

const DESCRIBED = `jsonb_to_recordset($1::jsonb) AS d ("customerId" uuid, "shopId" uuid, "version" bigint,
  "isOpen" boolean, "kind" text, "titleId" uuid, "birthday" date, "language" text, "country" text, "postcode" text,
  "newsletter" boolean, "partnerOffers" boolean, "registeredAt" timestamptz, "lastVisitAt" timestamptz)`;

const BIRTHDAY_KEY = `extract(month FROM d."birthday") * 100 + extract(day FROM d."birthday")`;

/**
 * `(descriptions)`: locks as above; who was not known is described at once, as a row that is changed again is written twice.
 * Tells who that is.
 */
export const openDescribed = statement<{ customerId: string }>(
  'customer-facts-open-described',
  `WITH made AS (
     INSERT INTO customer_facts AS f (customer_id, shop_id, version, is_open, kind, title_id, birthday, birthday_key,
       language, country, postcode, newsletter, partner_offers, registered_at, last_visit_at)
     SELECT d."customerId", d."shopId", d."version", d."isOpen", d."kind", d."titleId", d."birthday", ${BIRTHDAY_KEY},
       d."language", d."country", d."postcode", d."newsletter", d."partnerOffers", d."registeredAt", d."lastVisitAt"
     FROM ${DESCRIBED} ORDER BY d."customerId"
     ON CONFLICT (customer_id) DO UPDATE SET version = f.version WHERE false
     RETURNING customer_id
   ), noted AS (
     INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, '{*}' FROM made
   )
   SELECT customer_id AS "customerId" FROM made`,
);

/** Keeps descriptions that are newer than what is known. */
export const keepDescriptions = statement(
  'customer-facts-describe',
  `WITH changed AS (
     UPDATE customer_facts f SET
       version = d."version", is_open = d."isOpen", kind = d."kind", title_id = d."titleId", birthday = d."birthday",
       birthday_key = ${BIRTHDAY_KEY},
       language = d."language", country = d."country", postcode = d."postcode", newsletter = d."newsletter",
       partner_offers = d."partnerOffers", registered_at = d."registeredAt", last_visit_at = d."lastVisitAt"
     FROM ${DESCRIBED}
       JOIN customer_facts was ON was.customer_id = d."customerId"
     WHERE f.customer_id = d."customerId" AND f.version < d."version"
     RETURNING f.customer_id, ${changed({
       ...{ is_open: '*', kind: 'kind', title_id: 'title', birthday: 'birthday', language: 'language' },
       ...{
         country: 'country',
         postcode: 'postcode',
         newsletter: 'newsletter',
         partner_offers: 'partnerOffers',
       },
       ...{ registered_at: 'registeredAt', last_visit_at: 'lastVisitAt' },
     })} || CASE WHEN f.birthday IS DISTINCT FROM was.birthday THEN '{age}' ELSE '{}' END::text[] AS facts
   ) ${NOTE}`,
);

/** An order or a cart that is kept, and whose it is; null: a visitor's. */
export interface Kept {
  readonly id: string;
  readonly customerId: string | null;
}

// An order may be heard of again, and in any order: what was once heard of it stays. One that was moved when customers were
// merged stays where it is. What was not completed has bought nothing yet.
export const keepOrders = statement<Kept & { readonly counts: boolean } & Record<string, unknown>>(
  'customer-orders-keep',
  `INSERT INTO customer_orders AS o (order_id, customer_id, placed_at, total, currency, completed, cancelled, refunded, vouchers,
                                     products, categories)
   SELECT DISTINCT ON ("orderId") "orderId", "customerId", "placedAt", "total", "currency", bool_or("completed") OVER told,
          bool_or("cancelled") OVER told, max("refunded") OVER told, max("vouchers") OVER told,
          ARRAY(SELECT jsonb_array_elements_text("products")), ARRAY(SELECT jsonb_array_elements_text("categories"))
   FROM jsonb_to_recordset($1::jsonb) AS e ("orderId" uuid, "customerId" uuid, "placedAt" timestamptz, "total" numeric,
     "currency" text, "completed" boolean, "cancelled" boolean, "refunded" numeric, "vouchers" integer, "products" jsonb,
     "categories" jsonb)
   WINDOW told AS (PARTITION BY "orderId")
   ORDER BY "orderId"
   ON CONFLICT (order_id) DO UPDATE SET
     completed = o.completed OR excluded.completed, cancelled = o.cancelled OR excluded.cancelled,
     refunded = greatest(o.refunded, excluded.refunded), vouchers = greatest(o.vouchers, excluded.vouchers)
   WHERE (excluded.completed AND NOT o.completed) OR (excluded.cancelled AND NOT o.cancelled) OR excluded.refunded > o.refunded
     OR excluded.vouchers > o.vouchers
   RETURNING order_id AS id, customer_id AS "customerId", completed AS counts`,
);

// A cart that became an order is no cart any more, whatever is told of it later.
export const keepCarts = statement<Kept & Record<string, unknown>>(
  'customer-carts-keep',
  `INSERT INTO customer_carts AS c (cart_id, customer_id, currency, value, opened_at, is_ordered, version)
   SELECT "cartId", "customerId", "currency", "value", "openedAt", false, "version"
   FROM jsonb_to_recordset($1::jsonb) AS e ("cartId" uuid, "customerId" uuid, "currency" text, "value" numeric,
     "openedAt" timestamptz, "version" integer)
   ORDER BY "cartId"
   ON CONFLICT (cart_id) DO UPDATE SET
     customer_id = coalesce(excluded.customer_id, c.customer_id), currency = excluded.currency, value = excluded.value,
     opened_at = CASE WHEN excluded.opened_at IS NOT NULL THEN coalesce(c.opened_at, excluded.opened_at) END,
     version = excluded.version
   WHERE c.version < excluded.version
   RETURNING cart_id AS id, customer_id AS "customerId"`,
);

/** `(carts)`: they became orders. */
export const closeCarts = statement<Kept & Record<string, unknown>>(
  'customer-carts-close',
  `INSERT INTO customer_carts (cart_id, value, is_ordered, version)
   SELECT id, 0, true, 0 FROM (SELECT DISTINCT unnest($1::uuid[]) AS id ORDER BY 1) c
   ON CONFLICT (cart_id) DO UPDATE SET is_ordered = true WHERE NOT customer_carts.is_ordered
   RETURNING cart_id AS id, customer_id AS "customerId"`,
);

/** `(id)`: forgets some carts of visitors made before it; tells which. */
export const forgetVisitorsCarts = statement<{ cartId: string }>(
  'customer-carts-forget',
  `DELETE FROM customer_carts WHERE cart_id IN (
     SELECT cart_id FROM customer_carts
     WHERE customer_id IS NULL AND NOT is_ordered AND cart_id < $1::uuid
     ORDER BY cart_id LIMIT 1000 FOR UPDATE SKIP LOCKED)
   RETURNING cart_id AS "cartId"`,
);

const CART_FACTS = { cart_value: 'openCartValue', cart_since: 'openCartSince' };

/** SQL of what the carts of customers come to that hold something: `(customers, currency of the shop)`. */
const CARTS = `SELECT customer_id, sum(value) FILTER (WHERE coalesce(currency, $2) = $2) AS value, min(opened_at) AS since
     FROM customer_carts
     WHERE customer_id = ANY ($1::uuid[]) AND opened_at IS NOT NULL AND NOT is_ordered GROUP BY customer_id`;

/**
 * `(customers, currency of the shop)`: counts the orders that are kept, none that were cancelled and no money that went back,
 * and the carts, as most orders end one: a row of facts is in many indexes, so it is written once, and only if it is another.
 */
export const countOrders = statement(
  'customer-facts-count-orders',
  `WITH sums AS (
     SELECT o.customer_id, count(*) AS orders, min(o.placed_at) AS first, max(o.placed_at) AS last,
            sum(o.total - o.refunded) FILTER (WHERE o.completed AND o.currency = $2) AS spent,
            avg(o.total - o.refunded) FILTER (WHERE o.completed AND o.currency = $2 AND o.total > o.refunded) AS average,
            sum(o.vouchers) FILTER (WHERE o.completed) AS vouchers
     FROM customer_orders o WHERE o.customer_id = ANY ($1::uuid[]) AND NOT o.cancelled GROUP BY o.customer_id
   ), carts AS (
     ${CARTS}
   ), changed AS (
     UPDATE customer_facts f SET
       orders_count = coalesce(s.orders, 0), first_order_at = s.first, last_order_at = s.last,
       total_spent = coalesce(s.spent, 0), average_order = s.average, vouchers_used = coalesce(s.vouchers, 0),
       cart_value = c.value, cart_since = c.since
     FROM customer_facts was LEFT JOIN sums s ON s.customer_id = was.customer_id
       LEFT JOIN carts c ON c.customer_id = was.customer_id
     WHERE was.customer_id = ANY ($1::uuid[]) AND f.customer_id = was.customer_id
       AND (was.orders_count, was.first_order_at, was.last_order_at, was.total_spent, was.average_order, was.vouchers_used,
            was.cart_value, was.cart_since)
         IS DISTINCT FROM (coalesce(s.orders, 0)::integer, s.first, s.last, coalesce(s.spent, 0), s.average::numeric(20,6),
                           coalesce(s.vouchers, 0)::integer, c.value, c.since)
     RETURNING f.customer_id, ${changed({
       ...{ orders_count: 'ordersCount', first_order_at: 'firstOrderAt', last_order_at: 'lastOrderAt' },
       ...{ total_spent: 'totalSpent', average_order: 'averageOrder', vouchers_used: 'vouchersUsed' },
       ...CART_FACTS,
     })} AS facts
   ) ${NOTE}`,
);

/** `(customers)`: counts what they bought. */
export const countItems = statement(
  'bought-items-count',
  `WITH items AS (
     SELECT o.customer_id, i.kind, i.id, count(*) AS orders, max(o.placed_at) AS last
     FROM customer_orders o, LATERAL (
       SELECT 'product' AS kind, unnest(o.products) AS id UNION SELECT 'category', unnest(o.categories)) i
     WHERE o.customer_id = ANY ($1::uuid[]) AND ${IS_BOUGHT}
     GROUP BY o.customer_id, i.kind, i.id
   ), gone AS (
     DELETE FROM bought_items b WHERE b.customer_id = ANY ($1::uuid[]) AND NOT EXISTS (
       SELECT FROM items i WHERE (i.customer_id, i.kind, i.id) = (b.customer_id, b.kind, b.item_id))
     RETURNING b.customer_id
   ), kept AS (
   INSERT INTO bought_items AS b (customer_id, kind, item_id, orders, last_bought_at)
   SELECT customer_id, kind, id, orders, last FROM items
   ON CONFLICT (customer_id, kind, item_id) DO UPDATE SET orders = excluded.orders, last_bought_at = excluded.last_bought_at
   WHERE (b.orders, b.last_bought_at) IS DISTINCT FROM (excluded.orders, excluded.last_bought_at)
     RETURNING b.customer_id
   )
   INSERT INTO fact_changes (customer_id, facts)
   SELECT customer_id, '{productsBought,categoriesBought}' FROM (
     SELECT customer_id FROM gone UNION SELECT customer_id FROM kept) c`,
);

/** `(customers, currency of the shop)`: adds up the carts that hold something. */
export const countCarts = statement(
  'customer-facts-count-carts',
  `WITH carts AS (
     ${CARTS}
   ), changed AS (
     UPDATE customer_facts f SET cart_value = c.value, cart_since = c.since
     FROM customer_facts was LEFT JOIN carts c ON c.customer_id = was.customer_id
     WHERE was.customer_id = ANY ($1::uuid[]) AND f.customer_id = was.customer_id
       AND (was.cart_value, was.cart_since) IS DISTINCT FROM (c.value, c.since)
     RETURNING f.customer_id, ${changed(CART_FACTS)} AS facts
   ) ${NOTE}`,
);

/** `(shop)`: its customers who ordered, or have something in a cart. */
export const spenders = statement<{ customerId: string }>(
  'customer-facts-spenders',
  `SELECT customer_id AS "customerId" FROM customer_facts
   WHERE shop_id = $1 AND (orders_count > 0 OR cart_since IS NOT NULL)`,
);

/** `(customer, tags)`: replaces the tags of a customer whose facts are locked. */
export const keepTags = statement(
  'customer-facts-keep-tags',
  `WITH changed AS (
     UPDATE customer_facts SET tags = $2::text[] WHERE customer_id = $1 AND tags <> $2::text[] RETURNING customer_id
   )
   INSERT INTO fact_changes (customer_id, facts) SELECT customer_id, '{tags}' FROM changed`,
);
