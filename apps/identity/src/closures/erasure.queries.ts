import { statement } from '@clientele/database';

/** Takes the place of what was known of somebody; a domain that no mail ever reaches. */
const NOBODY = `first_name = 'Erased', last_name = 'Customer', email = 'erased-' || id || '@erased.invalid',
  normalized_email = 'erased-' || id || '@erased.invalid', title_id = NULL, phone = NULL, birthday = NULL, language = NULL`;

/** `(customer)`: its personal data. Number, dates and figures stay. */
export const eraseCustomer = statement(
  'erasure-customer',
  `UPDATE customers SET ${NOBODY}, kind = 'individual', company = NULL, registration_number = NULL,
     activity_code = NULL, vat_number = NULL, website = NULL, accounting_number = NULL, external_reference = NULL,
     newsletter = false, newsletter_changed_at = NULL, newsletter_source = NULL, partner_offers = false,
     enabled = false, last_visit_ip = NULL, custom = '{}'
   WHERE id = $1`,
);

/** `(contacts)`: the personal data of those who act for nobody else; they cannot log in any more. */
export const eraseContacts = statement(
  'erasure-contacts',
  `WITH gone AS (
     UPDATE contacts SET ${NOBODY}, password_hash = NULL, enabled = false, options = '{}', custom = '{}', email_verified_at = NULL,
       claims_email = false, version = version + 1
     WHERE id = ANY ($1) RETURNING id
   ), ended AS (DELETE FROM sessions s USING gone WHERE s.contact_id = gone.id),
      codes AS (DELETE FROM two_factors t USING gone WHERE t.contact_id = gone.id),
      begun AS (DELETE FROM login_challenges c USING gone WHERE c.contact_id = gone.id)
   DELETE FROM one_time_links l USING gone WHERE l.contact_id = gone.id`,
);

/** `(customer)`: what hangs on it. Of its visits stays that there were some. */
export const eraseBelongings = statement(
  'erasure-belongings',
  `WITH addresses AS (DELETE FROM addresses WHERE customer_id = $1),
        notes AS (DELETE FROM customer_notes WHERE customer_id = $1),
        documents AS (DELETE FROM documents WHERE customer_id = $1),
        looks AS (DELETE FROM graphical_profiles WHERE customer_id = $1),
        pages AS (DELETE FROM pages WHERE customer_id = $1),
        latest AS (DELETE FROM latest_visits WHERE customer_id = $1)
   UPDATE visits SET ip = NULL, referrer_host = NULL, landing_page = '/', visitor_id = $1 WHERE customer_id = $1`,
);
