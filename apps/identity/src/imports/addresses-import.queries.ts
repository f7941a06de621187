import type { OwnValues } from '@clientele/forms';
import { statement } from '@clientele/database';
import type { KnownAddress } from './address-plan.domain';

/** The columns that are written, by the names that fields have. */
const WRITTEN = {
  alias: 'alias',
  company: 'company',
  firstName: 'first_name',
  lastName: 'last_name',
  line1: 'line1',
  line2: 'line2',
  postcode: 'postcode',
  city: 'city',
  region: 'region',
  country: 'country',
  phone: 'phone',
  mobilePhone: 'mobile_phone',
  vatNumber: 'vat_number',
  identificationNumber: 'identification_number',
  note: 'note',
} as const;

const fields = Object.entries(WRITTEN);
const columns = Object.values(WRITTEN).join(', ');
const shape = `id uuid, "customerId" uuid, ${fields.map(([field]) => `"${field}" text`).join(', ')},
  "defaultDelivery" boolean, "defaultInvoice" boolean, custom jsonb`;

/** `(customers)`: all their addresses, the oldest of an alias last. The customers have to be locked. */
export const addressesOf = statement<{ address: KnownAddress; custom: OwnValues }>(
  'import-addresses-of',
  `SELECT json_build_object('id', a.id, 'customerId', a.customer_id, 'version', a.version,
     ${fields.map(([field, column]) => `'${field}', a.${column}`).join(', ')},
     'defaultDelivery', a.default_delivery, 'defaultInvoice', a.default_invoice) AS address, a.custom
   FROM addresses a WHERE a.customer_id = ANY ($1) ORDER BY a.created_at DESC, a.id DESC FOR NO KEY UPDATE`,
);

/** `(addresses)`: they are no defaults any more, so that others can take the place. */
export const clearDefaults = statement(
  'import-addresses-clear-defaults',
  `UPDATE addresses a SET default_delivery = a.default_delivery AND n."defaultDelivery",
                          default_invoice = a.default_invoice AND n."defaultInvoice"
   FROM json_to_recordset($1::json) AS n (${shape})
   WHERE a.id = n.id AND (a.default_delivery > n."defaultDelivery" OR a.default_invoice > n."defaultInvoice")`,
);

/** `(shop, addresses, now)`: makes them, or changes those that are there. */
export const putAddresses = statement(
  'import-addresses-put',
  `INSERT INTO addresses AS a (id, shop_id, customer_id, ${columns}, default_delivery, default_invoice, custom,
                               created_at, updated_at, version)
   SELECT n.id, $1, n."customerId", ${fields.map(([field]) => `n."${field}"`).join(', ')}, n."defaultDelivery",
          n."defaultInvoice", n.custom, $3, $3, 1
   FROM json_to_recordset($2::json) AS n (${shape})
   ON CONFLICT (id) DO UPDATE
   SET ${Object.values(WRITTEN)
     .map((column) => `${column} = excluded.${column}`)
     .join(', ')}, default_delivery = excluded.default_delivery,
       default_invoice = excluded.default_invoice, custom = excluded.custom, updated_at = excluded.updated_at, version = a.version + 1`,
);
