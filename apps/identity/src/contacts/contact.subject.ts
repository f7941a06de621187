import { subject } from '@clientele/sight';
import { ContactNotFound } from './contacts.problems';

/** The contacts that a request names, who belong to all customers they act for. */
export const aContact = subject(
  ContactNotFound,
  (name) => `SELECT l.customer_id FROM contact_links l WHERE l.contact_id = ${name}::uuid`,
);
