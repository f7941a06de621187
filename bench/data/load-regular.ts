import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Databases } from './load';

const ORDERS = 5_000;

// Three of the first five hundred products in each; all but the last hundred are paid.
const ORDERED = `
  WITH placed AS (
    SELECT n, uuidv7() AS cart_id, uuidv7() AS id, timestamptz '2023-11-22' + n * interval '5 hours' AS at
    FROM generate_series(1, ${ORDERS}) AS n
  ), references_ AS (
    SELECT n, string_agg(chr(65 + (n / power(26, k)::bigint % 26)::integer), '' ORDER BY k) AS reference
    FROM placed, generate_series(0, 8) AS k GROUP BY n
  ), filled AS (
    INSERT INTO carts (id, shop_id, customer_id, state, currency, lines, total_tax_excluded, total_tax_included,
                       version, created_at, updated_at)
    SELECT cart_id, $1, $2, 'ordered', 'EUR', 3, 50, 60, 2, at, at FROM placed
  ), ordered AS (
    INSERT INTO orders (id, shop_id, reference, cart_id, customer_id, contact_id, state, currency, group_id, totals,
                        total_tax_excluded, total_tax_included, paid, version, placed_at, updated_at)
    SELECT p.id, $1, r.reference, p.cart_id, $2, $2, CASE WHEN p.n > ${ORDERS - 100} THEN 'awaiting-payment' ELSE 'delivered' END,
           'EUR', $2, '{"total":{"taxExcluded":"50.00","taxIncluded":"60.00"}}', 50, 60, 60, 1, p.at, p.at
    FROM placed p JOIN references_ r USING (n)
  ), bought AS (
    INSERT INTO order_lines (id, order_id, product_id, sku, name, category_ids, quantity, base_price, unit_tax_excluded,
                             unit_tax_included, total_tax_excluded, total_tax_included, tax_rate, discount_percent,
                             discount_origin, discount_group_id)
    SELECT uuidv7(), p.id, c.id, c.sku, c.name, '{}', 1 + k, 10, 10, 12, 10, 12, 20, 0, 'none', $2
    FROM placed p, generate_series(0, 2) AS k
    JOIN (SELECT id, sku, name, row_number() OVER (ORDER BY id) - 1 AS position FROM products WHERE shop_id = $1) c ON true
    WHERE c.position = (p.n * 7 + k * 13) % 500
  )
  INSERT INTO payments (id, shop_id, order_id, amount, currency, method, transaction_id, actor_kind, actor_id, reported_at)
  SELECT uuidv7(), $1, id, 60, 'EUR', 'card', id::text, 'client', 'storefront', at FROM placed WHERE n <= ${ORDERS - 100}`;

const WRITTEN = `
  WITH begun AS (
    SELECT uuidv7() AS id, n, timestamptz '2023-11-22' + n * interval '5 days' AS at FROM generate_series(1, 200) AS n
  ), threads_ AS (
    INSERT INTO threads (id, shop_id, number, inbox_id, subject, email, customer_id, status, unread, last_message_at,
                         version, created_at, updated_at)
    SELECT id, $1, nextval('threads_number_seq'), (SELECT id FROM inboxes LIMIT 1), 'About order ' || n, 'regular@example.com',
           $2, 'closed', false, at, 1, at, at
    FROM begun
  ), said AS (
    INSERT INTO messages (id, thread_id, sender, channel, text, created_at)
    SELECT uuidv7(), id, CASE WHEN k % 2 = 0 THEN 'customer' ELSE 'employee' END, 'api', repeat('Where is my parcel? ', 20),
           at + k * interval '1 hour'
    FROM begun, generate_series(0, 5) AS k
  )
  INSERT INTO mails (id, shop_id, kind, customer_id, from_name, from_address, to_address, reply_to, subject, text,
                     internet_message_id, references_ids, state, attempts, outcome_unknown, sent_at, created_at)
  SELECT uuidv7(), $1, 'account', $2, 'Shop', 'shop@example.com', 'regular@example.com', 'shop@example.com', 'Hello', 'Hello',
         '<' || n || '@example.com>', '{}', 'sent', 1, false, at, at
  FROM generate_series(1, 5) AS k, LATERAL (SELECT id, n * 10 + k AS n, at FROM begun) b`;

const LIVED = `
  WITH noted AS (
    INSERT INTO customer_notes (id, customer_id, author_kind, author_id, text, pinned, created_at, updated_at, version)
    SELECT uuidv7(), $2, 'client', $2, 'Likes oolong', n % 50 = 0, at, at, 1
    FROM generate_series(1, 200) AS n, LATERAL (SELECT timestamptz '2024-01-01' + n * interval '3 days' AS at) t
  ), consented AS (
    INSERT INTO consent_changes (id, customer_id, consent, given, source, actor_kind, actor_id, changed_at)
    SELECT uuidv7(), $2, 'newsletter', n % 2 = 0, 'employee', 'client', $2::text, timestamptz '2024-01-01' + n * interval '9 days'
    FROM generate_series(1, 50) AS n
  )
  INSERT INTO visits (id, started_at, last_seen_at, shop_id, visitor_id, customer_id, pages, landing_page, ip)
  SELECT uuidv7(), at, at + interval '5 minutes', $1, $2, $2, 7, '/tea', '127.0.0.1'
  FROM generate_series(1, 400) AS n, LATERAL (SELECT now() - n * interval '30 minutes' AS at) t`;

/** Makes a regular of one customer: thousands of orders, and hundreds of whatever else an overview shows. */
export async function loadRegular(
  { identity, orders, support }: Databases,
  customerId: string,
): Promise<void> {
  await orders.query(ORDERED, [DEFAULT_SHOP_ID, customerId]);
  await support.query(WRITTEN, [DEFAULT_SHOP_ID, customerId]);
  await identity.query(LIVED, [DEFAULT_SHOP_ID, customerId]);
  await identity.query(
    'UPDATE customer_figures SET orders_count = $2, total_spent = $2 * 60 WHERE customer_id = $1',
    [customerId, ORDERS],
  );
}
