import { instantSql, type LockedRow, readLocked, statement, type Tx } from '@clientele/database';
import { ORDER_ROW } from '../orders/order-row.queries';
import type { OrderRow } from '../orders/order-view.domain';
import type { RefundView } from './refunds.views';

const REFUND = `json_build_object(
  'id', r.id, 'orderId', r.order_id, 'amount', r.amount::text, 'currency', r.currency, 'method', r.method,
  'transactionId', r.transaction_id, 'lineIds', r.line_ids, 'reportedAt', ${instantSql('r.reported_at')})`;

/** An order that is refunded, with what decides about the refund. */
export interface RefundableOrder extends OrderRow, LockedRow {
  readonly next: readonly string[];
  /** The refund that the transaction was reported for before. */
  readonly known: RefundView | null;
}

const lock = statement<RefundableOrder>(
  'refunds-lock-order',
  `SELECT ${ORDER_ROW}, (SELECT s.version FROM orders s WHERE s.id = o.id) AS seen,
          ARRAY(SELECT t.to_state FROM order_state_transitions t WHERE t.from_state = o.state) AS next,
          (SELECT ${REFUND} FROM refunds r
           WHERE r.shop_id = $1 AND r.method = $3 AND r.transaction_id = $4) AS known
   FROM orders o WHERE o.shop_id = $1 AND o.id = $2 FOR UPDATE OF o`,
);

/** The order, locked, and the refund that its transaction was reported for before. */
export const lockOrderToRefund = (
  tx: Tx,
  ...parameters: [shopId: string, orderId: string, method: string, transactionId: string]
): Promise<RefundableOrder | undefined> => readLocked(() => lock.first(tx, parameters));

/** `(order, sum refunded)`. */
export const addRefunded = statement('refunds-add', 'UPDATE orders SET refunded = $2 WHERE id = $1');

/** `(shop, order)`: the refunds of an order, if there is one. */
export const refundsOf = statement<{ items: RefundView[] }>(
  'refunds-of-order',
  `SELECT (SELECT coalesce(json_agg(${REFUND} ORDER BY r.id), '[]') FROM refunds r WHERE r.order_id = o.id) AS items
   FROM orders o WHERE o.shop_id = $1 AND o.id = $2`,
);
