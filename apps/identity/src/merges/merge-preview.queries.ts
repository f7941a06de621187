import { statement } from '@clientele/database';
import { PURCHASE_LIMIT_JSON } from '../purchase-limits/purchase-limit.sql';
import type { SharedContactView } from './merges.views';

const limit = (link: string): string => PURCHASE_LIMIT_JSON.replaceAll('l.limit', `${link}.limit`);
const profile = (of: string): string =>
  `json_build_object('id', ${of}.id, 'code', ${of}.code, 'name', ${of}.name)`;

/** `(from, into)`: contacts of both, the first hundred. */
export const sharedContacts = statement<{ contact: SharedContactView }>(
  'merge-preview-shared-contacts',
  `SELECT json_build_object(
            'id', n.id, 'firstName', n.first_name, 'lastName', n.last_name,
            'fromProfile', ${profile('fp')}, 'fromPurchaseLimit', ${limit('f')},
            'intoProfile', ${profile('ip')}, 'intoPurchaseLimit', ${limit('i')}) AS contact
   FROM contact_links f JOIN contact_links i ON i.contact_id = f.contact_id AND i.customer_id = $2
   JOIN contacts n ON n.id = f.contact_id JOIN profiles fp ON fp.id = f.profile_id JOIN profiles ip ON ip.id = i.profile_id
   WHERE f.customer_id = $1 ORDER BY n.id LIMIT 100`,
);

/** `(from, into)`: how much of what moves here, and what does not. */
export const holdings = statement<{ counts: Record<string, number>; kept: string[] }>(
  'merge-preview-holdings',
  `SELECT json_build_object(
            'addresses', (SELECT count(*) FROM addresses WHERE customer_id = $1),
            'contacts', (SELECT count(*) FROM contact_links f WHERE customer_id = $1 AND NOT EXISTS (
                           SELECT FROM contact_links i WHERE i.customer_id = $2 AND i.contact_id = f.contact_id)),
            'documents', (SELECT count(*) FROM documents WHERE customer_id = $1),
            'notes', (SELECT count(*) FROM customer_notes WHERE customer_id = $1),
            'pages', (SELECT count(*) FROM pages WHERE customer_id = $1),
            'salesTeams', (SELECT count(*) FROM sales_team_responsibilities f
                           WHERE kind = 'customer' AND target_id = $1 AND NOT EXISTS (
                             SELECT FROM sales_team_responsibilities i
                             WHERE i.team_id = f.team_id AND i.kind = 'customer' AND i.target_id = $2)),
            'visits', (SELECT count(*) FROM visits WHERE customer_id = $1)) AS counts,
          array_remove(ARRAY[
            CASE WHEN (SELECT count(DISTINCT customer_id) FROM graphical_profiles WHERE customer_id IN ($1, $2)) = 2
                 THEN 'graphical-profile' END,
            CASE WHEN EXISTS (SELECT FROM form_rules WHERE customer_id = $1) THEN 'form-rules' END,
            CASE WHEN EXISTS (SELECT FROM addresses f JOIN addresses i ON i.customer_id = $2
                              WHERE f.customer_id = $1 AND (f.default_delivery AND i.default_delivery
                                                            OR f.default_invoice AND i.default_invoice))
                 THEN 'default-addresses' END,
            CASE WHEN (SELECT count(DISTINCT (newsletter, partner_offers)) FROM customers WHERE id IN ($1, $2)) = 2
                 THEN 'consents' END], NULL) AS kept`,
);
