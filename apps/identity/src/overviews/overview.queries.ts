import { OVERVIEW_LIMIT } from '@clientele/contracts';
import { glanceSql, statement } from '@clientele/database';
import { ADDRESS_JSON } from '../addresses/address.sql';
import { CONSENT_CHANGE_JSON } from '../consents/consents.queries';
import { CUSTOMER_CONTACT_JSON, CUSTOMER_CONTACTS, customerFields } from '../customers/customers.queries';
import { DOCUMENT_JSON } from '../documents/documents.queries';
import { NOTE_JSON } from '../notes/notes.queries';
import { RANK_JSON } from '../ranks/ranks.queries';
import { VISIT_JSON } from '../visits/visits.queries';

/** The beginning of a list of customer `c`; the full one is at `path`, around the id of the customer. */
const glance = (view: string, from: string, order: string, path: readonly [string, string]): string =>
  glanceSql({
    ...{ view, from, order, limit: OVERVIEW_LIMIT },
    further: `'href', '${path[0]}' || c.id || '${path[1]}'`,
  });

const CONTACTS = glance(CUSTOMER_CONTACT_JSON, CUSTOMER_CONTACTS, 'n.created_at, n.id', [
  '/v1/contacts?customerId=',
  '',
]);

const ADDRESSES = glance(
  ADDRESS_JSON,
  'FROM addresses a WHERE a.customer_id = c.id',
  '(a.default_delivery OR a.default_invoice) DESC, a.created_at, a.id',
  ['/v1/addresses?customerId=', ''],
);

const DOCUMENTS = glance(
  DOCUMENT_JSON,
  'FROM documents d WHERE d.customer_id = c.id',
  'd.created_at DESC, d.id DESC',
  ['/v1/documents?customerId=', ''],
);

const NOTES = glance(
  NOTE_JSON,
  'FROM customer_notes n WHERE n.customer_id = c.id',
  'n.pinned DESC, n.created_at DESC, n.id DESC',
  ['/v1/customers/', '/notes'],
);

const VISITS = glance(
  VISIT_JSON,
  'FROM visits v WHERE v.customer_id = c.id',
  'v.started_at DESC, v.id DESC',
  ['/v1/customers/', '/visits'],
);

const CONSENTS = glance(
  CONSENT_CHANGE_JSON,
  'FROM consent_changes h WHERE h.customer_id = c.id',
  'h.changed_at DESC, h.id DESC',
  ['/v1/customers/', '/consents'],
);

/** `(shop, customer, today)`: what identity itself has for the overview of a customer. */
export const ownOverview = statement<{ view: string; mergedIntoId: string | null }>(
  'overview-own',
  `SELECT json_build_object(
     'customer', json_build_object(${customerFields('$3::date')}), 'rank', ${RANK_JSON}, 'consents', ${CONSENTS},
     'contacts', ${CONTACTS}, 'addresses', ${ADDRESSES}, 'documents', ${DOCUMENTS}, 'notes', ${NOTES},
     'visits', ${VISITS})::text AS view, c.merged_into_id AS "mergedIntoId"
   FROM customers c JOIN shops s ON s.id = c.shop_id JOIN customer_figures f ON f.customer_id = c.id
   WHERE c.shop_id = $1 AND c.id = $2`,
);
