import { statement } from '@clientele/database';

/** `(customer)`: its contacts, locked in one order, so that closures of what they share wait for each other. */
export const lockContacts = statement<{ id: string }>(
  'closures-lock-contacts',
  `SELECT n.id FROM contacts n WHERE n.id IN (SELECT contact_id FROM contact_links WHERE customer_id = $1)
   ORDER BY n.id FOR NO KEY UPDATE`,
);

/** `(contacts)`: whether each keeps others from its e-mail address, after one of its customers was closed or restored. */
export const claimEmails = statement(
  'closures-claim-emails',
  `UPDATE contacts n SET claims_email = c.claims
   FROM (SELECT l.contact_id, bool_or(u.state IN ('open', 'blocked')) AS claims
         FROM contact_links l JOIN customers u ON u.id = l.customer_id
         WHERE l.contact_id = ANY ($1) GROUP BY l.contact_id) c
   WHERE n.id = c.contact_id AND n.claims_email <> c.claims`,
);

/** `(customer)`: those that are part of it, directly or not, locked. */
export const lockParts = statement<{ id: string }>(
  'closures-lock-parts',
  `WITH RECURSIVE part (id) AS (
     SELECT id FROM customers WHERE merged_into_id = $1
     UNION SELECT c.id FROM customers c JOIN part p ON c.merged_into_id = p.id)
   SELECT c.id FROM customers c JOIN part USING (id) WHERE c.state = 'merged' ORDER BY c.id FOR UPDATE OF c`,
);

/** `(contacts)`: those who acted for erased customers only. */
export const forNobodyElse = statement<{ id: string }>(
  'closures-for-nobody-else',
  `SELECT l.contact_id AS id FROM contact_links l JOIN customers u ON u.id = l.customer_id
   WHERE l.contact_id = ANY ($1) GROUP BY l.contact_id HAVING bool_and(u.state = 'erased')`,
);
