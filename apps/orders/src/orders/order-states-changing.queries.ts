import { statement } from '@clientele/database';

/**
 * Brings a locked order into a state, or leaves it there, and counts the change: `(order, state before, state after,
 * version, now, id of the change, kind and id of the actor, reason)`.
 */
export const changeState = statement(
  'orders-change-state',
  `WITH changed AS (
     UPDATE orders SET state = $3, version = $4, updated_at = $5 WHERE id = $1
   )
   INSERT INTO order_state_changes (id, order_id, from_state, to_state, actor_kind, actor_id, reason, changed_at)
   SELECT $6::uuid, $1::uuid, $2::text, $3, $7, $8, $9, $5 WHERE $2::text <> $3`,
);
