import { subject } from '@clientele/sight';
import { ContactNotFound, ContactShared } from './contacts.problems';

const customersOf = (name: string): string =>
  `SELECT l.customer_id FROM contact_links l WHERE l.contact_id = ${name}::uuid`;

/** The contacts that a request names, who belong to all customers they act for. */
export const aContact = subject(ContactNotFound, customersOf);

/**
 * The same where all customers must be seen, not only one: whoever changes the e-mail address of a contact, or takes the
 * codes from it, could act for any of them. It comes after `aContact`, which hides whom nobody may know of.
 */
export const aContactOfSeen = subject(ContactShared, (name) => customersOf(name), {
  seenWithoutCustomer: true,
});
