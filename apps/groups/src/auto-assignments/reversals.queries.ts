import { statement, type Tx } from '@clientele/database';
import type { Reversed } from './reversal.domain';

/** `(order, lines, now)`: remembers what went back of an order. */
export const keepReversal = statement(
  'order-reversals-keep',
  `INSERT INTO order_reversals (order_id, line_id, reversed_at) SELECT $1, unnest($2::uuid[]), $3
   ON CONFLICT DO NOTHING`,
);

/** `(grants, now)`: they no longer count. */
export const revokeTaken = statement(
  'grants-revoke-taken',
  'UPDATE grants SET revoked_at = $2 WHERE id = ANY ($1::uuid[])',
);

const reversals = statement<{ lineId: string }>(
  'order-reversals-of-orders',
  'SELECT line_id AS "lineId" FROM order_reversals WHERE order_id = ANY ($1::uuid[])',
);

/** What is known to have gone back of some orders. */
export const readReversed = async (tx: Tx, orderIds: readonly string[]): Promise<Reversed> =>
  new Set((await reversals.rows(tx, [orderIds])).map(({ lineId }) => lineId));
