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
  'order-reversals-of-order',
  'SELECT line_id AS "lineId" FROM order_reversals WHERE order_id = $1',
);

/** What is known to have gone back of an order. */
export const readReversed = async (tx: Tx, orderId: string): Promise<Reversed> =>
  new Set((await reversals.rows(tx, [orderId])).map(({ lineId }) => lineId));
