import type { OwnValues } from '@clientele/forms';
import { instantSql, statement, type Tx } from '@clientele/database';
import { mayBeSeen } from '@clientele/sight';
import { normalizeEmail } from '../emails/email';
import { ADMINISTRATOR } from '../profiles/delivered-profiles';
import { type CustomerMatch, matchOf } from './person-columns.domain';
import type { ImportContext } from './import-target';
import { withOwn } from './own-fields.domain';
import type { Row } from './rows.domain';
import type { KnownCustomer, Taken } from './customer-plan.domain';

/** The columns that are written, by the names that fields have. */
const WRITTEN = {
  kind: ['kind', 'text'],
  titleId: ['title_id', 'uuid'],
  firstName: ['first_name', 'text'],
  lastName: ['last_name', 'text'],
  email: ['email', 'text'],
  normalizedEmail: ['normalized_email', 'text'],
  phone: ['phone', 'text'],
  birthday: ['birthday', 'date'],
  language: ['language', 'text'],
  company: ['company', 'text'],
  enabled: ['enabled', 'boolean'],
  newsletter: ['newsletter', 'boolean'],
  partnerOffers: ['partner_offers', 'boolean'],
  accountingNumber: ['accounting_number', 'text'],
  externalReference: ['external_reference', 'text'],
  registrationNumber: ['registration_number', 'text'],
  activityCode: ['activity_code', 'text'],
  vatNumber: ['vat_number', 'text'],
  website: ['website', 'text'],
  allowedOutstanding: ['allowed_outstanding', 'numeric'],
  maximumPaymentDays: ['maximum_payment_days', 'integer'],
  riskRating: ['risk_rating', 'text'],
  registeredAt: ['registered_at', 'timestamptz'],
  lastVisitAt: ['last_visit_at', 'timestamptz'],
  custom: ['custom', 'jsonb'],
} as const;

const columns = Object.values(WRITTEN).map(([column]) => column);
const shape = Object.entries(WRITTEN).map(([field, [, type]]) => `"${field}" ${type}`);
const values = Object.keys(WRITTEN).map((field) => `n."${field}"`);

const cells = Object.entries(WRITTEN).map(([field, [column, type]]): [field: string, sql: string] => {
  if (type === 'timestamptz') return [field, instantSql(`c.${column}`)];
  if (type === 'numeric') return [field, `trim_scale(c.${column})::text`];
  return [field, `c.${column}${type === 'integer' ? '::text' : ''}`];
});

/** Fields of a customer `c` as the cells of files say them: read by exports, compared with by imports. */
export const CUSTOMER_CELLS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(cells.filter(([field]) => field !== 'custom')),
  registeredShopId: 'c.registered_shop_id',
};

const json = Object.entries(CUSTOMER_CELLS).map(([field, sql]) => `'${field}', ${sql}`);

const KEYS: Readonly<Record<CustomerMatch, readonly [type: string, column: string, condition: string]>> = {
  number: ['bigint', 'c.number', 'true'],
  externalReference: ['text', 'c.external_reference', 'true'],
  email: ['text', 'c.normalized_email', 'NOT c.is_guest'],
};

// The keys as an array too, or a plan that was made while there were few customers would read all of them for ever.
const lockBy = (match: CustomerMatch) => {
  const [type, column, condition] = KEYS[match];
  return statement<{ row: number; customer: KnownCustomer; custom: OwnValues }>(
    `import-customers-lock-${match}`,
    `WITH w AS MATERIALIZED (SELECT * FROM json_to_recordset($2::json) AS w (row integer, key ${type}))
     SELECT w.row, json_build_object('id', c.id, 'number', c.number::text, 'version', c.version, 'isGuest', c.is_guest,
                                     ${json.join(', ')}) AS customer, c.custom
     FROM w JOIN customers c ON c.shop_id = $1 AND c.state = 'open' AND ${column} = w.key
       AND ${column} = ANY (ARRAY(SELECT key FROM w)) AND ${condition} AND ${mayBeSeen('c.id', '$3')}
     ORDER BY c.id FOR NO KEY UPDATE OF c`,
  );
};

const lockCustomers: Readonly<Record<CustomerMatch, ReturnType<typeof lockBy>>> = {
  number: lockBy('number'),
  externalReference: lockBy('externalReference'),
  email: lockBy('email'),
};

/** By row, the customer that its field names, if it is seen. Locked, in one order for all. */
export async function knownCustomers(
  tx: Tx,
  { shopId, match, seenBy }: Pick<ImportContext, 'shopId' | 'match' | 'seenBy'>,
  rows: readonly Row[],
  field: string,
): Promise<ReadonlyMap<number, KnownCustomer>> {
  const by = matchOf(match);
  const wanted = rows.flatMap(({ row, fields }) => {
    const value = fields[field];
    if (typeof value !== 'string') return [];
    return [{ row, key: by === 'email' ? normalizeEmail(value) : value }];
  });
  if (wanted.length === 0) return new Map();
  const found = await lockCustomers[by].rows(tx, [shopId, JSON.stringify(wanted), seenBy]);
  return new Map(found.map(({ row, customer, custom }) => [row, withOwn(customer, custom)]));
}

// The second condition adds nothing to the first but costs: without it any index that begins with the shop is as good as the
// right one to a plan that is made while nothing is known of the customers, and reads all of them with each key for ever.
const taken = (kind: Taken['kind'], keys: string, from: string, column: string, where = 'true'): string =>
  `SELECT '${kind}' AS kind, k.key::text, t.id FROM unnest(${keys}) AS k (key)
   CROSS JOIN LATERAL (
     SELECT id FROM ${from}
     WHERE shop_id = $1 AND ${column} = k.key AND (shop_id, ${column}) >= ($1, k.key) AND ${where} OFFSET 0) t`;

/** Who has these e-mail addresses, references and numbers. */
export const takenBy = statement<Taken & Record<string, unknown>>(
  'import-customers-taken',
  [
    taken(
      ...(['email', '$2::text[]', 'customers', 'normalized_email'] as const),
      "NOT is_guest AND state IN ('open', 'blocked')",
    ),
    taken('contact', '$2::text[]', 'contacts', 'normalized_email', 'claims_email'),
    taken('externalReference', '$3::text[]', 'customers', 'external_reference'),
    taken('number', '$4::bigint[]', 'customers', 'number'),
  ].join(' UNION ALL '),
);

/** A customer as it was changed, for those who are told of it. */
export interface WrittenCustomer extends Record<string, unknown> {
  readonly id: string;
  readonly number: string;
  readonly kind: 'individual' | 'company';
  readonly isGuest: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly enabled: boolean;
  readonly newsletter: boolean;
  readonly partnerOffers: boolean;
  readonly registeredShopId: string | null;
  readonly version: number;
}

/** Makes customers with a contact each, which may do everything for them; tells their numbers. */
export const insertCustomers = statement<{ id: string; number: string }>(
  'import-customers-insert',
  `WITH n AS MATERIALIZED (
     SELECT * FROM json_to_recordset($2::json)
       AS n (id uuid, "contactId" uuid, "linkId" uuid, number bigint, "passwordHash" text, "registeredShopId" uuid,
               ${shape.join(', ')})
   ), customer AS (
     INSERT INTO customers (id, shop_id, number, ${columns.join(', ')}, updated_at, version,
                            newsletter_changed_at, newsletter_source, registered_shop_id)
     SELECT n.id, $1, coalesce(n.number, nextval('customer_numbers')), ${values.join(', ')}, $3, 1,
            CASE WHEN n.newsletter THEN $3::timestamptz END, CASE WHEN n.newsletter THEN 'import' END,
            n."registeredShopId" FROM n
     RETURNING id, number::text AS number
   ), contact AS (
     INSERT INTO contacts (id, shop_id, title_id, first_name, last_name, email, normalized_email, phone, birthday,
                           language, password_hash, enabled, created_at)
     SELECT n."contactId", $1, n."titleId", n."firstName", n."lastName", n.email, n."normalizedEmail", n.phone,
            n.birthday, n.language, n."passwordHash", true, $3 FROM n
   ), link AS (
     INSERT INTO contact_links (id, contact_id, customer_id, profile_id)
     SELECT n."linkId", n."contactId", n.id, p.id FROM n, profiles p
     WHERE p.shop_id = $1 AND p.code = '${ADMINISTRATOR}'
   )
   SELECT id, number FROM customer`,
);

/** Numbers given from now on are above those that were brought along. */
export const skipNumbers = statement(
  'import-customers-skip-numbers',
  `SELECT setval('customer_numbers', $1::bigint) FROM customer_numbers WHERE last_value < $1::bigint`,
);

/** Changes customers to what they are to be. */
export const updateCustomers = statement<WrittenCustomer>(
  'import-customers-update',
  `WITH n AS MATERIALIZED (SELECT * FROM json_to_recordset($2::json) AS n (id uuid, ${shape.join(', ')}))
   UPDATE customers c
   SET ${Object.entries(WRITTEN)
     .map(([field, [column]]) => `${column} = n."${field}"`)
     .join(', ')}, updated_at = $3,
       newsletter_changed_at = CASE WHEN c.newsletter = n.newsletter THEN c.newsletter_changed_at ELSE $3::timestamptz END,
       newsletter_source = CASE WHEN c.newsletter = n.newsletter THEN c.newsletter_source ELSE 'import' END, version = c.version + 1
   FROM n WHERE c.id = n.id AND c.id = ANY (ARRAY(SELECT id FROM n)) AND c.shop_id = $1
   RETURNING c.id, c.number::text AS number, c.kind, c.is_guest AS "isGuest", c.first_name AS "firstName", c.last_name AS "lastName",
             c.email, c.enabled, c.newsletter, c.partner_offers AS "partnerOffers", c.version,
             c.registered_shop_id AS "registeredShopId"`,
);
