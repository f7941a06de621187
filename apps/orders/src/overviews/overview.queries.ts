import { type OrdersOverviewAnswer, OVERVIEW_LIMIT } from '@clientele/contracts';
import { glanceSql, instantSql, statement } from '@clientele/database';
import { BOUGHT_PRODUCT_JSON, BOUGHT_PRODUCTS } from '../bought-products/bought-products.queries';

const ORDER = `json_build_object(
  'id', o.id, 'reference', o.reference, 'state', o.state, 'currency', o.currency, 'total', o.totals -> 'total',
  'paymentMethods', CASE WHEN $3::boolean THEN
     (SELECT coalesce(json_agg(DISTINCT p.method), '[]') FROM payments p WHERE p.order_id = o.id) END,
  'placedAt', ${instantSql('o.placed_at')})`;

/** `(shop, customer, whether to tell how they were paid)`: a customer's last orders. */
export const lastOrders = statement<{ part: NonNullable<OrdersOverviewAnswer['orders']> }>(
  'overview-orders',
  `SELECT ${glanceSql({
    view: ORDER,
    from: 'FROM orders o WHERE o.shop_id = $1 AND o.customer_id = $2',
    order: 'o.placed_at DESC, o.id DESC',
    limit: OVERVIEW_LIMIT,
  })} AS part`,
);

/** `(shop, customer)`: what a customer bought most. */
export const mostBought = statement<{ part: NonNullable<OrdersOverviewAnswer['products']> }>(
  'overview-products',
  `SELECT ${glanceSql({
    view: BOUGHT_PRODUCT_JSON,
    from: `${BOUGHT_PRODUCTS} WHERE b.shop_id = $1 AND b.customer_id = $2 AND b.orders > 0`,
    order: 'b.quantity DESC, b.product_id DESC',
    limit: OVERVIEW_LIMIT,
  })} AS part`,
);

const CART = `json_build_object(
  'id', c.id, 'number', c.number::text, 'state', c.state, 'currency', c.currency, 'lines', c.lines,
  'total', json_build_object('taxExcluded', c.total_tax_excluded::text, 'taxIncluded', c.total_tax_included::text),
  'updatedAt', ${instantSql('c.updated_at')})`;

/** `(shop, customer)`: a customer's last carts. Their totals have six decimals. */
export const lastCarts = statement<{ part: NonNullable<OrdersOverviewAnswer['carts']> }>(
  'overview-carts',
  `SELECT ${glanceSql({
    view: CART,
    from: 'FROM carts c WHERE c.shop_id = $1 AND c.customer_id = $2',
    order: 'c.updated_at DESC, c.id DESC',
    limit: OVERVIEW_LIMIT,
  })} AS part`,
);
