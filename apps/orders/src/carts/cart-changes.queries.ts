import { statement } from '@clientele/database';

/**
 * `(id, shop, visitor, customer, contact, currency, now, customer or group of the page entered, shop that they
 * are at)`; none for merged customers.
 */
export const insertCart = statement<{ number: string }>(
  'carts-insert',
  `INSERT INTO carts (id, shop_id, visitor_id, customer_id, contact_id, state, currency, lines, total_tax_excluded,
                      total_tax_included, version, created_at, updated_at, price_context, at_shop_id)
   SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid, 'active', $6, 0, 0, 0, 1, $7::timestamptz, $7, $8::uuid, nullif($9::uuid, $2)
   WHERE NOT EXISTS (SELECT FROM known_merges m WHERE m.from_id = $4 AND NOT m.undone)
   RETURNING number::text`,
);

/**
 * Brings a locked cart to what it holds now and announces it, in one round trip:
 * `(cart, shop, ids, products, quantities, unit prices without and with tax, removed ids, currency, contact, lines,
 * total without and with tax, version, when it was used last, event id, event type, event)`. A cart that is used is active again,
 * by a trigger.
 */
export const saveCart = statement(
  'carts-save',
  `WITH kept AS (
     INSERT INTO cart_lines (id, cart_id, shop_id, product_id, quantity, unit_tax_excluded, unit_tax_included)
     SELECT k.id, $1, $2, k.product_id, k.quantity, k.unit_tax_excluded, k.unit_tax_included
     FROM unnest($3::uuid[], $4::text[], $5::integer[], $6::numeric[], $7::numeric[])
          AS k (id, product_id, quantity, unit_tax_excluded, unit_tax_included)
     ON CONFLICT (id) DO UPDATE
     SET quantity = excluded.quantity, unit_tax_excluded = excluded.unit_tax_excluded,
         unit_tax_included = excluded.unit_tax_included
   ), removed AS (
     DELETE FROM cart_lines WHERE cart_id = $1 AND id = ANY ($8::uuid[])
   ), changed AS (
     UPDATE carts
     SET currency = $9, contact_id = coalesce($10, contact_id), lines = $11, total_tax_excluded = $12,
         total_tax_included = $13, version = $14, updated_at = $15
     WHERE id = $1
   )
   INSERT INTO outbox (id, type, event) VALUES ($16, $17, $18)`,
);

/** `(cart, own fields)`: of a locked cart. */
export const fillCart = statement('carts-fill', 'UPDATE carts SET custom = $2 WHERE id = $1');

/** `(cart, customer, contact)`: the visitor's cart becomes the customer's. */
export const handOver = statement(
  'carts-hand-over',
  'UPDATE carts SET visitor_id = NULL, customer_id = $2, contact_id = $3 WHERE id = $1',
);

/** `(from, into, currency)`: lines move; of products in both carts the quantities add up. */
export const mergeLines = statement(
  'carts-merge-lines',
  `WITH added AS (
     UPDATE cart_lines t SET quantity = t.quantity + f.quantity
     FROM cart_lines f WHERE f.cart_id = $1 AND t.cart_id = $2 AND t.product_id = f.product_id
   ), moved AS (
     UPDATE cart_lines f SET cart_id = $2
     WHERE f.cart_id = $1
       AND NOT EXISTS (SELECT FROM cart_lines t WHERE t.cart_id = $2 AND t.product_id = f.product_id)
   )
   UPDATE carts SET currency = coalesce(currency, $3) WHERE id = $2`,
);

/** `(cart)`, with the lines that are left in it. */
export const deleteCart = statement('carts-delete', 'DELETE FROM carts WHERE id = $1');
