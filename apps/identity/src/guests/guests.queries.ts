import { type Actor, newId } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { consentChanges, NO_CONSENTS } from '../consents/consent.domain';
import { Customer } from '../customers/customer.entity';
import { explain, type NewCustomer } from '../customers/insert-customer';
import { normalizeEmail } from '../emails/email';
import { mergeOwnValues } from '@clientele/forms';
import { ADMINISTRATOR } from '../profiles/delivered-profiles';

const insert = statement<{ number: string }>(
  'guests-insert',
  `WITH guest AS (
     INSERT INTO customers (id, shop_id, kind, is_guest, title_id, first_name, last_name, email, normalized_email, phone,
                            birthday, language, company, registration_number, activity_code, vat_number, website,
                            enabled, newsletter, partner_offers, newsletter_changed_at, newsletter_source,
                            registered_at, updated_at, version, registered_shop_id)
     VALUES ($1, $2, $3, true, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, true, $17, $18,
             CASE WHEN $17 THEN $19::timestamptz END, CASE WHEN $17 THEN $20 END, $19, $19, 1, $25)
     RETURNING number
   ), consents AS (
     INSERT INTO consent_changes (id, customer_id, consent, given, source, actor_kind, actor_id, changed_at)
     SELECT id, $1, consent, true, $20, $21, $22, $19 FROM unnest($23::uuid[], $24::text[]) AS n (id, consent)
   )
   SELECT number::text FROM guest`,
);

/** Puts a guest into the database: a customer that nobody logs in for. Its e-mail address may be anybody's. */
export async function insertGuest(
  tx: Tx,
  { shopId, registeredShopId, kind, person, source, actor, now }: NewCustomer & { readonly actor: Actor },
): Promise<{ readonly id: string; readonly number: string }> {
  const id = newId();
  const consents = consentChanges(NO_CONSENTS, person).map(({ consent }) => consent);
  const row = await insert
    .first(tx, [
      ...[id, shopId, kind, person.titleId, person.firstName, person.lastName, person.email],
      ...[normalizeEmail(person.email), person.phone, person.birthday, person.language, person.company],
      ...[person.registrationNumber, person.activityCode, person.vatNumber, person.website],
      ...[person.newsletter, person.partnerOffers, now, source, actor.kind, actor.id],
      ...[consents.map(() => newId()), consents, registeredShopId],
    ])
    .catch(explain);
  if (person.custom) await tx.update(Customer, id, { custom: mergeOwnValues({}, person.custom) });
  return { id, number: row?.number ?? '' };
}

/** `(shop, normalized e-mail)`: whether a customer that is no guest has the address. */
export const addressTaken = statement(
  'guests-address-taken',
  `SELECT FROM customers
   WHERE shop_id = $1 AND normalized_email = $2 AND NOT is_guest AND state IN ('open', 'blocked')`,
);

/**
 * `(customer, contact, link, now)`: gives a guest the contact that logs in for it, once it has set a password; nothing
 * if another contact has the e-mail address.
 */
export const addContact = statement<{ id: string }>(
  'guests-add-contact',
  `WITH contact AS (
     INSERT INTO contacts (id, shop_id, title_id, first_name, last_name, email, normalized_email, phone, birthday,
                           language, enabled, created_at)
     SELECT $2, shop_id, title_id, first_name, last_name, email, normalized_email, phone, birthday, language, true, $4
     FROM customers WHERE id = $1
     ON CONFLICT (shop_id, normalized_email) WHERE claims_email DO NOTHING
     RETURNING id, shop_id
   ), link AS (
     INSERT INTO contact_links (id, contact_id, customer_id, profile_id)
     SELECT $3, contact.id, $1, p.id
     FROM contact JOIN profiles p ON p.shop_id = contact.shop_id AND p.code = '${ADMINISTRATOR}'
   )
   SELECT id FROM contact`,
);

/** `(shop, normalized e-mail)`: the contact that has the address, locked. */
export const contactWith = statement<{ contactId: string; hasPassword: boolean }>(
  'guests-contact-with',
  `SELECT id AS "contactId", password_hash IS NOT NULL AS "hasPassword" FROM contacts
   WHERE shop_id = $1 AND normalized_email = $2 AND claims_email AND enabled FOR NO KEY UPDATE`,
);

/** `(contact)`: guests with the address of a contact that has proved it. */
export const guestsOf = statement<{ id: string }>(
  'guests-of-contact',
  `SELECT g.id FROM contacts n JOIN customers g ON g.shop_id = n.shop_id AND g.normalized_email = n.normalized_email
   WHERE n.id = $1 AND n.claims_email AND n.email_verified_at IS NOT NULL AND g.is_guest AND g.state = 'open'
   ORDER BY g.id`,
);

/** `(customers)`: those of them who are guests, with the contact that has proved the guest's address. */
export const ownersOfGuests = statement<{ shopId: string; guestId: string; contactId: string }>(
  'guests-owners',
  `SELECT g.shop_id AS "shopId", g.id AS "guestId", n.id AS "contactId"
   FROM customers g JOIN contacts n ON n.shop_id = g.shop_id AND n.normalized_email = g.normalized_email
   WHERE g.id = ANY ($1::uuid[]) AND g.is_guest AND g.state = 'open' AND n.claims_email
     AND n.email_verified_at IS NOT NULL`,
);

/**
 * `(contact)`: the customer that what came from a contact's address belongs to: the one with this very address, which it
 * registered with; else the only one that it acts for. Among several nobody could tell.
 */
export const homeOf = statement<{ customerId: string }>(
  'guests-home',
  `SELECT h.id AS "customerId"
   FROM (SELECT u.id, u.normalized_email = n.normalized_email AS is_own, count(*) OVER () AS customers
         FROM contacts n JOIN contact_links l ON l.contact_id = n.id
         JOIN customers u ON u.id = l.customer_id AND NOT u.is_guest AND u.state = 'open'
         WHERE n.id = $1) h
   WHERE h.is_own OR h.customers = 1`,
);

/** `(customers)`: locks them in the order of their ids, as all do who lock several. */
export const lockAll = statement(
  'guests-lock-all',
  'SELECT FROM customers WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE',
);
