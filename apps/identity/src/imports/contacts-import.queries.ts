import type { OwnValues } from '@clientele/forms';
import { statement } from '@clientele/database';
import { isSeen } from '@clientele/sight';
import type { Contact } from '../contacts/contact.entity';
import { ADMINISTRATOR } from '../profiles/delivered-profiles';
import type { KnownContact, KnownLink } from './contact-plan.domain';

/** `(shop, addresses, employee)`: the contacts that have these, and whether the employee sees them; locked in one order for all. */
export const lockContacts = statement<{
  key: string;
  contact: KnownContact;
  custom: OwnValues;
  isSeen: boolean;
}>(
  'import-contacts-lock',
  `SELECT c.normalized_email AS key, json_build_object(
     'id', c.id, 'version', c.version, 'titleId', c.title_id, 'firstName', c.first_name, 'lastName', c.last_name,
     'email', c.email, 'phone', c.phone, 'birthday', c.birthday, 'language', c.language, 'enabled', c.enabled) AS contact,
     c.custom,
     $3::uuid IS NULL OR EXISTS (SELECT FROM contact_links l WHERE l.contact_id = c.id AND ${isSeen('l.customer_id', '$3::uuid')}) AS "isSeen"
   FROM contacts c WHERE c.shop_id = $1 AND c.normalized_email = ANY ($2) AND c.claims_email
   ORDER BY c.id FOR NO KEY UPDATE OF c`,
);

/** `(contacts)`: for whom they act. */
export const linksOf = statement<KnownLink & Record<string, unknown>>(
  'import-contacts-links',
  `SELECT l.id, l.contact_id AS "contactId", l.customer_id AS "customerId", l.profile_id AS "profileId", p.code, l.version,
          trim_scale(l.limit_amount)::text AS "limitAmount", l.limit_currency AS "limitCurrency",
          l.limit_starts_on::text AS "limitStartsOn", l.limit_ends_on::text AS "limitEndsOn", l.limit_repeats AS "limitRepeats"
   FROM contact_links l JOIN profiles p ON p.id = l.profile_id
   WHERE l.contact_id = ANY ($1)`,
);

/** `(customers)`: the contacts that can log in and may do everything for them. */
export const administratorsOf = statement<{ customerId: string; contactId: string }>(
  'import-contacts-administrators',
  `SELECT l.customer_id AS "customerId", l.contact_id AS "contactId"
   FROM contact_links l JOIN profiles p ON p.id = l.profile_id JOIN contacts c ON c.id = l.contact_id
   WHERE l.customer_id = ANY ($1) AND p.code = '${ADMINISTRATOR}' AND c.enabled`,
);

const PERSON = `id uuid, "titleId" uuid, "firstName" text, "lastName" text, email text, "normalizedEmail" text, phone text,
  birthday date, language text, enabled boolean, "passwordHash" text,
  custom jsonb`;

/** A contact as it was written, for those who are told of it. */
export type WrittenContact = Pick<
  Contact,
  'id' | 'version' | 'firstName' | 'lastName' | 'email' | 'language' | 'enabled'
> &
  Record<string, unknown>;

const WRITTEN = `c.id, c.version, c.first_name AS "firstName", c.last_name AS "lastName", c.email, c.language, c.enabled`;

/** `(shop, contacts, now)` */
export const insertContacts = statement<WrittenContact>(
  'import-contacts-insert',
  `INSERT INTO contacts AS c (id, shop_id, title_id, first_name, last_name, email, normalized_email, phone, birthday,
                              language, enabled, password_hash, custom, created_at)
   SELECT id, $1, "titleId", "firstName", "lastName", email, "normalizedEmail", phone, birthday, language, enabled,
          "passwordHash", custom, $3
   FROM json_to_recordset($2::json) AS n (${PERSON}) RETURNING ${WRITTEN}`,
);

/** `(shop, contacts)`. Whoever is switched off is logged out. */
export const updateContacts = statement<WrittenContact>(
  'import-contacts-update',
  `WITH n AS MATERIALIZED (SELECT * FROM json_to_recordset($2::json) AS n (${PERSON})),
        ended AS (DELETE FROM sessions s USING n WHERE s.contact_id = n.id AND NOT n.enabled)
   UPDATE contacts c
   SET title_id = n."titleId", first_name = n."firstName", last_name = n."lastName", email = n.email, phone = n.phone,
       birthday = n.birthday, language = n.language, enabled = n.enabled, custom = n.custom,
       version = c.version + 1
   FROM n WHERE c.id = n.id AND c.shop_id = $1 RETURNING ${WRITTEN}`,
);

/** `(links)`: makes them, or changes those that are there. */
export const putLinks = statement(
  'import-contacts-put-links',
  `INSERT INTO contact_links AS l (id, contact_id, customer_id, profile_id, limit_amount, limit_currency, limit_starts_on,
                                   limit_ends_on, limit_repeats)
   SELECT id, "contactId", "customerId", "profileId", "limitAmount", "limitCurrency", "limitStartsOn", "limitEndsOn",
          "limitRepeats"
   FROM json_to_recordset($1::json) AS n (
     id uuid, "contactId" uuid, "customerId" uuid, "profileId" uuid, "limitAmount" numeric, "limitCurrency" text,
     "limitStartsOn" date, "limitEndsOn" date, "limitRepeats" text)
   ON CONFLICT (id) DO UPDATE
   SET profile_id = excluded.profile_id, limit_amount = excluded.limit_amount, limit_currency = excluded.limit_currency,
       limit_starts_on = excluded.limit_starts_on, limit_ends_on = excluded.limit_ends_on,
       limit_repeats = excluded.limit_repeats, version = l.version + 1`,
);
