import { type OrdersOverviewAnswer, OVERVIEW_LIMIT } from '@clientele/contracts';
import { glanceSql, instantSql, statement } from '@clientele/database';
import { BOUGHT_PRODUCT_JSON, BOUGHT_PRODUCTS } from '../bought-products/bought-products.queries';

const ORDER = `json_build_object(
  'id', o.id, 'reference', o.reference, 'state', o.state, 'currency', o.currency, 'total', o.totals -> 'total',
  'paymentMethods', CASE WHEN $4::boolean THEN
     (SELECT coalesce(json_agg(DISTINCT p.method), '[]') FROM payments p WHERE p.order_id = o.id) END,
  'placedAt', ${instantSql('o.placed_at')})`;

const ORDERS = glanceSql({
  view: ORDER,
  from: 'FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2',
  order: 'o.placed_at DESC, o.id DESC',
  limit: OVERVIEW_LIMIT,
});

const PRODUCTS = glanceSql({
  view: BOUGHT_PRODUCT_JSON,
  from: `${BOUGHT_PRODUCTS} WHERE b.shop_id = $1 AND b.customer_id = $2 AND b.orders > 0`,
  order: 'b.quantity DESC, b.product_id DESC',
  limit: OVERVIEW_LIMIT,
});

const CART = `json_build_object(
  'id', c.id, 'number', c.number::text, 'state', c.state, 'currency', c.currency, 'lines', c.lines,
  'total', json_build_object('taxExcluded', c.total_tax_excluded::text, 'taxIncluded', c.total_tax_included::text),
  'updatedAt', ${instantSql('c.updated_at')})`;

const CARTS = glanceSql({
  view: CART,
  from: 'FROM carts c WHERE c.shop_id = $1 AND c.customer_id = $2',
  order: 'c.updated_at DESC, c.id DESC',
  limit: OVERVIEW_LIMIT,
});

/**
 * `(shop, customer, parts, whether to tell how orders were paid)`: the parts of an overview, null where not asked for.
 * The totals of carts have six decimals.
 */
export const overviewParts = statement<{
  readonly [Part in keyof OrdersOverviewAnswer]-?: NonNullable<OrdersOverviewAnswer[Part]> | null;
}>(
  'overview-parts',
  `SELECT CASE WHEN 'orders' = ANY ($3::text[]) THEN ${ORDERS} END AS orders,
          CASE WHEN 'products' = ANY ($3::text[]) THEN ${PRODUCTS} END AS products,
          CASE WHEN 'carts' = ANY ($3::text[]) THEN ${CARTS} END AS carts`,
);
