import { instantSql, type LockedRow, readLocked, statement, type Tx } from '@clientele/database';
import { ORDER_ROW } from '../orders/order-row.queries';
import type { OrderRow } from '../orders/order-view.domain';
import type { PaymentView } from './payments.views';

const PAYMENT = `json_build_object(
  'id', p.id, 'orderId', p.order_id, 'amount', p.amount::text, 'currency', p.currency, 'method', p.method,
  'transactionId', p.transaction_id, 'reportedAt', ${instantSql('p.reported_at')})`;

/** An order that is paid, with what decides about the payment. */
export interface PayableOrder extends OrderRow, LockedRow {
  readonly closed: boolean;
  readonly mayBecomePaid: boolean;
  readonly accepted: boolean;
  /** The payment that the transaction was reported for before. */
  readonly known: PaymentView | null;
}

const lock = statement<PayableOrder>(
  'payments-lock-order',
  `SELECT ${ORDER_ROW}, (SELECT s.version FROM orders s WHERE s.id = o.id) AS seen,
          (SELECT s.cancelled OR s.refunded FROM order_states s WHERE s.code = o.state) AS closed,
          EXISTS (SELECT FROM order_state_transitions t
                  WHERE t.from_state = o.state AND t.to_state = $5) AS "mayBecomePaid",
          o.payment_accepted_at IS NOT NULL AS accepted,
          (SELECT ${PAYMENT} FROM payments p
           WHERE p.shop_id = $1 AND p.method = $3 AND p.transaction_id = $4) AS known
   FROM orders o WHERE o.shop_id = $1 AND o.id = $2 FOR UPDATE OF o`,
);

/** The order, locked, and the payment that its transaction was reported for before. */
export const lockOrderToPay = (
  tx: Tx,
  ...parameters: [shopId: string, orderId: string, method: string, transactionId: string, paidState: string]
): Promise<PayableOrder | undefined> => readLocked(() => lock.first(tx, parameters));

/**
 * Adds a payment and announces what follows, in one round trip:
 * `(id, shop, order, amount, currency, method, transaction, kind and id of the actor, now, sum paid, state, whether
 * accepted, version, id of the change of state, state before, event ids, event types, events)`.
 */
export const insertPayment = statement(
  'payments-insert',
  `WITH payment AS (
     INSERT INTO payments (id, shop_id, order_id, amount, currency, method, transaction_id, actor_kind, actor_id,
                           reported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   ), changed AS (
     UPDATE orders
     SET paid = $11, state = $12, version = $14, updated_at = $10,
         payment_accepted_at = CASE WHEN $13::boolean THEN $10 ELSE payment_accepted_at END
     WHERE id = $3
   ), history AS (
     INSERT INTO order_state_changes (id, order_id, from_state, to_state, actor_kind, actor_id, reason, changed_at)
     SELECT $15::uuid, $3, $16::text, $12, $8, $9, 'paid', $10 WHERE $16::text <> $12
   )
   INSERT INTO outbox (id, type, event)
   SELECT e.id, e.type, e.event FROM unnest($17::uuid[], $18::text[], $19::json[]) AS e (id, type, event)`,
);

/** `(shop, order)`: the payments of an order, if there is one. */
export const paymentsOf = statement<{ items: PaymentView[] }>(
  'payments-of-order',
  `SELECT (SELECT coalesce(json_agg(${PAYMENT} ORDER BY p.id), '[]') FROM payments p WHERE p.order_id = o.id) AS items
   FROM orders o WHERE o.shop_id = $1 AND o.id = $2`,
);
