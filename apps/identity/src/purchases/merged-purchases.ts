import { statement } from '@clientele/database';
import type { Belongings } from '@clientele/merging';

// Before anything is looked at: whoever counts an order meanwhile is waited for.
const lock = statement(
  'purchases-merge-lock',
  'SELECT FROM customer_figures WHERE customer_id IN ($1, $2) ORDER BY customer_id FOR NO KEY UPDATE',
);

// What of them counts as spent: paid, in the currency of the shop. Ranks follow the figures by themselves.
const figures = (moved: string, from: string, into: string): string => `
  UPDATE customer_figures f
  SET orders_count = f.orders_count + CASE WHEN f.customer_id = ${into} THEN m.orders ELSE -m.orders END,
      total_spent = f.total_spent + CASE WHEN f.customer_id = ${into} THEN m.spent ELSE -m.spent END
  FROM (SELECT count(*) FILTER (WHERE NOT o.cancelled)::integer AS orders,
               coalesce(sum(o.total - o.refunded) FILTER (WHERE o.paid AND NOT o.cancelled AND o.currency = s.currency), 0) AS spent
        FROM ${moved} o JOIN customer_figures i ON i.customer_id = ${into} JOIN shops s ON s.id = i.shop_id) m
  WHERE f.customer_id IN (${from}, ${into}) AND m.orders > 0`;

const move = statement(
  'purchases-merge',
  `WITH moved AS (
     UPDATE purchases SET customer_id = $3 WHERE customer_id = $2 RETURNING order_id, currency, total, paid, refunded, cancelled
   ), kept AS (
     INSERT INTO merged_rows (merge_id, table_name, row_id) SELECT $1::uuid, 'purchases', order_id FROM moved
     ON CONFLICT DO NOTHING
   ) ${figures('moved', '$2', '$3')}`,
);

const putBack = statement(
  'purchases-put-back',
  `WITH back AS (
     UPDATE purchases p SET customer_id = $2 FROM merged_rows r
     WHERE r.merge_id = $1 AND r.table_name = 'purchases' AND r.row_id = p.order_id AND p.customer_id = $3
     RETURNING p.order_id, p.currency, p.total, p.paid, p.refunded, p.cancelled
   ), forgotten AS (
     DELETE FROM merged_rows r USING back
     WHERE r.merge_id = $1 AND r.table_name = 'purchases' AND r.row_id = back.order_id
   ) ${figures('back', '$3', '$2')}`,
);

/** Orders count for the survivor. */
export const mergedPurchases: Belongings = {
  move: async (tx, { id, fromId, intoId }) => {
    await lock.rows(tx, [fromId, intoId]);
    await move.rows(tx, [id, fromId, intoId]);
  },
  putBack: async (tx, { id, fromId, intoId }) => {
    await lock.rows(tx, [fromId, intoId]);
    await putBack.rows(tx, [id, fromId, intoId]);
  },
};
