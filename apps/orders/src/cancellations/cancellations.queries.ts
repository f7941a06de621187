import { type LockedRow, readLocked, statement, type Tx } from '@clientele/database';
import { ORDER_ROW } from '../orders/order-row.queries';
import type { OrderRow } from '../orders/order-view.domain';

/** An order that is cancelled, with what decides about that. */
export interface CancellableOrder extends OrderRow, LockedRow {
  readonly mayBeCancelled: boolean;
}

const lock = statement<CancellableOrder>(
  'cancellations-lock-order',
  `SELECT ${ORDER_ROW}, (SELECT s.version FROM orders s WHERE s.id = o.id) AS seen,
          EXISTS (SELECT FROM order_state_transitions t
                  WHERE t.from_state = o.state AND t.to_state = $3) AS "mayBeCancelled"
   FROM orders o WHERE o.shop_id = $1 AND o.id = $2 FOR UPDATE OF o`,
);

/** The order, locked. */
export const lockOrderToCancel = (
  tx: Tx,
  ...parameters: [shopId: string, orderId: string, cancelledState: string]
): Promise<CancellableOrder | undefined> => readLocked(() => lock.first(tx, parameters));
