import {
  type DomainEvent,
  orderCancelled,
  type OrderFacts,
  type PaymentRefunded,
  paymentRefunded,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

// Refunds tell their sum so far, so that the highest is the last. A second telling finds nothing new and counts nothing.
// Orders and customers are taken in the order of their ids, as when they are counted.
const reverse = statement(
  'purchases-reverse',
  `WITH told AS (
     SELECT order_id, max(refunded) AS refunded, bool_or(cancelled) AS cancelled
     FROM unnest($1::uuid[], $2::numeric[], $3::boolean[]) AS e (order_id, refunded, cancelled) GROUP BY order_id
   ), news AS (
     UPDATE purchases p SET refunded = greatest(p.refunded, w.told), cancelled = p.cancelled OR w.told_cancelled
     FROM (SELECT o.order_id, o.refunded, o.cancelled, t.refunded AS told, t.cancelled AS told_cancelled
           FROM purchases o JOIN told t ON t.order_id = o.order_id ORDER BY o.order_id FOR NO KEY UPDATE OF o) w
     WHERE p.order_id = w.order_id AND (p.refunded < w.told OR (w.told_cancelled AND NOT p.cancelled))
     RETURNING p.customer_id, p.currency, p.paid, (w.cancelled)::integer - (p.cancelled)::integer AS orders,
               CASE WHEN p.cancelled THEN 0 ELSE p.total - p.refunded END
               - CASE WHEN w.cancelled THEN 0 ELSE p.total - w.refunded END AS spent
   ), locked AS MATERIALIZED (
     SELECT customer_id, shop_id FROM customer_figures WHERE customer_id IN (SELECT customer_id FROM news)
     ORDER BY customer_id FOR NO KEY UPDATE
   ), sums AS (
     SELECT l.customer_id, sum(n.orders) AS orders,
            coalesce(sum(n.spent) FILTER (WHERE n.paid AND n.currency = s.currency), 0) AS spent
     FROM locked l JOIN news n ON n.customer_id = l.customer_id JOIN shops s ON s.id = l.shop_id
     GROUP BY l.customer_id
   )
   UPDATE customer_figures f
   SET orders_count = f.orders_count + sums.orders, total_spent = f.total_spent + sums.spent
   FROM sums WHERE f.customer_id = sums.customer_id`,
);

/** Takes what was cancelled or refunded out of the figures of orders that were counted. */
export async function countReversed(tx: Tx, events: readonly DomainEvent<OrderFacts>[]): Promise<void> {
  const told = events.filter(({ type }) => type === orderCancelled.type || type === paymentRefunded.type);
  if (told.length === 0) return;
  await reverse.rows(tx, [
    told.map(({ data }) => data.orderId),
    told.map(({ data }) => refundedOf(data)),
    told.map(({ type }) => type === orderCancelled.type),
  ]);
}

const refundedOf = (data: OrderFacts | PaymentRefunded): string => ('refunded' in data ? data.refunded : '0');
