import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Client } from 'pg';

/** A cart and whose it is. */
export interface StockedCart {
  readonly id: string;
  readonly customerId: string;
}

// Every cart with so many different products, at the prices that apply, so that it can be ordered as it is.
const STOCK = `
  WITH owners AS (
    SELECT m.customer_id, row_number() OVER () - 1 AS position, g.discount_percent, g.category_discounts
    FROM customer_pricing m JOIN known_groups g ON g.id = m.default_group_id WHERE m.customer_id = ANY ($2::uuid[])
  ), catalogue AS (
    SELECT p.*, row_number() OVER (ORDER BY p.id) - 1 AS position, count(*) OVER () AS size
    FROM products p WHERE p.shop_id = $1
  ), new_carts AS (
    INSERT INTO carts (id, shop_id, customer_id, state, currency, lines, total_tax_excluded, total_tax_included,
                       version, created_at, updated_at)
    SELECT uuidv7(), $1, o.customer_id, 'active', 'EUR', $4, 0, 0, 1, now(), now()
    FROM generate_series(1, $3) AS n JOIN owners o ON o.position = n % (SELECT count(*) FROM owners)
    RETURNING id, customer_id, number
  ), new_lines AS (
    INSERT INTO cart_lines (id, cart_id, shop_id, product_id, quantity, unit_tax_excluded, unit_tax_included)
    SELECT uuidv7(), c.id, $1, p.id, 1 + (c.number % 3)::integer, u.unit, u.unit * (100 + p.tax_rate) / 100
    FROM new_carts c
    JOIN owners o ON o.customer_id = c.customer_id
    CROSS JOIN generate_series(0, $4 - 1) AS k
    JOIN catalogue p ON p.position = (c.number * 7 + k * 13) % p.size
    CROSS JOIN LATERAL (
      SELECT p.price * (100 - coalesce((o.category_discounts ->> p.default_category_id)::numeric, o.discount_percent))
             / 100 AS unit) AS u
  )
  SELECT id, customer_id AS "customerId" FROM new_carts`;

/** Fills so many carts of these customers and gives them. */
export async function stockCarts(
  client: Client,
  customerIds: readonly string[],
  count: number,
  linesEach = 2,
): Promise<StockedCart[]> {
  const { rows } = await client.query<StockedCart>(STOCK, [DEFAULT_SHOP_ID, customerIds, count, linesEach]);
  return rows;
}
