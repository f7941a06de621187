import type { CustomerDescription } from '@clientele/contracts';
import { statement } from '@clientele/database';
import { hasWaited, NOW_WHILE_HELD_BACK, OUTBOX_IS_BEHIND } from '@clientele/messaging';
import { instant } from '../instants';

/** How many customers are described in one go. */
export const BATCH = 500;

/**
 * What there is to do. One process describes at a time, so that versions are in the order of what they tell; it lets go
 * with the end of its transaction, whatever ends it.
 */
export const turn = statement<{ mine: boolean; backlog: boolean }>(
  'descriptions-turn',
  `SELECT pg_try_advisory_xact_lock(hashtext('customer-descriptions')) AS mine,
          ${OUTBOX_IS_BEHIND} AS backlog`,
);

/** Some of what is due, taken. */
interface Taken extends Record<string, unknown> {
  readonly customerId: string;
}

const takeFrom = (name: string, ids: string) =>
  statement<Taken>(
    `descriptions-take-${name}`,
    `DELETE FROM due_descriptions WHERE id = ANY (ARRAY(${ids})) RETURNING customer_id AS "customerId"`,
  );

/** Takes the next from what is due. */
export const take = takeFrom(
  'urgent',
  `SELECT id FROM due_descriptions WHERE NOT in_bulk ORDER BY id LIMIT ${BATCH}`,
);

// Who is described is known first: what was told in bulk goes before.
const NEWEST_IN_BULK = `
  greatest((SELECT due_at FROM due_descriptions WHERE in_bulk ORDER BY id DESC LIMIT 1), ${NOW_WHILE_HELD_BACK})`;

const NEXT_IN_BULK = `
  SELECT id FROM (SELECT id, due_at FROM due_descriptions WHERE in_bulk ORDER BY id LIMIT ${BATCH}) d
  WHERE ${hasWaited('due_at', NEWEST_IN_BULK)}`;

/** The same of what gives way, as an import does. */
export const takeInBulk = takeFrom('in-bulk', NEXT_IN_BULK);

/** Whether there is something of that. */
export const isDueInBulk = statement<{ due: boolean }>(
  'descriptions-due-in-bulk',
  `SELECT EXISTS (${NEXT_IN_BULK}) AS due`,
);

/** Customers as they are now. */
export const describe = statement<{ shopId: string; version: number; description: CustomerDescription }>(
  'descriptions-describe',
  `SELECT c.shop_id AS "shopId", nextval('customer_descriptions')::float8 AS version,
     json_strip_nulls(json_build_object(
       'customerId', c.id, 'isOpen', c.state = 'open', 'kind', c.kind, 'titleId', c.title_id, 'birthday', c.birthday,
       'language', c.language, 'country', a.country, 'postcode', a.postcode, 'newsletter', c.newsletter,
       'partnerOffers', c.partner_offers, 'registeredAt', ${instant('c.registered_at')},
       'lastVisitAt', ${instant('c.last_visit_at')})) AS description
   FROM customers c LEFT JOIN LATERAL (
     SELECT country, postcode FROM addresses WHERE customer_id = c.id
     ORDER BY default_delivery DESC, default_invoice DESC, created_at LIMIT 1) a ON true
   WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id`,
);

/** `(shop)`: all customers of a shop are to be described again. */
export const describeAll = statement(
  'descriptions-describe-all',
  'INSERT INTO due_descriptions (customer_id, in_bulk) SELECT id, true FROM customers WHERE shop_id = $1',
);
