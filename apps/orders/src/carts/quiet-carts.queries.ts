import type { Place } from '@clientele/contracts';
import { statement } from '@clientele/database';
import { OUTBOX_IS_BEHIND } from '@clientele/messaging';
import type { CartState } from './cart-state.domain';

/** A cart in short, as events tell of it. */
export interface CartInShort extends Place {
  readonly id: string;
  readonly state: CartState;
  readonly customerId: string | null;
  readonly visitorId: string | null;
  readonly contactId: string | null;
  readonly currency: string | null;
  readonly lines: number;
  readonly total: string;
  readonly version: number;
  readonly lastUsedAt: Date;
  readonly abandonedAt: Date | null;
}

/** SQL of the columns of a `CartInShort`. */
export const IN_SHORT = `c.id, c.shop_id AS "shopId", c.at_shop_id AS "atShopId", c.state, c.customer_id AS "customerId", c.visitor_id AS "visitorId",
  c.contact_id AS "contactId", c.currency, c.lines, c.total_tax_included AS total, c.version, c.updated_at AS "lastUsedAt",
  c.abandoned_at AS "abandonedAt"`;

/** Whether so much is on its way out that carts nobody uses can wait. */
export const crowded = statement<{ behind: boolean }>(
  'carts-crowded',
  `SELECT ${OUTBOX_IS_BEHIND} AS behind`,
);

/** So many carts one look deals with. */
const SOME = 500;

// A cart that is being used is passed over; one that was used in between is left out, as its lock is on what it is now.
const due = (state: CartState, lines: 0 | 1): string => `
  SELECT id FROM carts WHERE state = '${state}' AND least(lines, 1) = ${lines} AND updated_at <= $1
  ORDER BY updated_at LIMIT ${SOME} FOR UPDATE SKIP LOCKED`;

/** `(last used then or before, now)`: finds some carts that are abandoned. */
export const abandon = statement<CartInShort>(
  'carts-abandon',
  `UPDATE carts c SET state = 'abandoned', abandoned_at = $2, version = version + 1
   FROM (${due('active', 1)}) q WHERE c.id = q.id RETURNING ${IN_SHORT}`,
);

/** `(last used then or before)`: gives up some abandoned carts. */
export const lose = statement<CartInShort>(
  'carts-lose',
  `UPDATE carts c SET state = 'lost', version = version + 1
   FROM (${due('abandoned', 1)}) q WHERE c.id = q.id RETURNING ${IN_SHORT}`,
);

/** `(last used then or before)`: deletes some carts that are lost. */
export const purgeLost = statement<CartInShort>(
  'carts-purge-lost',
  `DELETE FROM carts c USING (${due('lost', 1)}) q WHERE c.id = q.id RETURNING ${IN_SHORT}`,
);

/** `(last used then or before)`: deletes some carts that are empty; they hold nothing that was told of. */
export const purgeEmpty = statement<CartInShort>(
  'carts-purge-empty',
  `DELETE FROM carts c USING (${due('active', 0)}) q WHERE c.id = q.id RETURNING ${IN_SHORT}`,
);
