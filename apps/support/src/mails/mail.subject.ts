import { subject } from '@clientele/sight';
import { MailNotFound } from './mails.problems';

/** The mail that a request names; those about accounts that act for several customers belong to none. */
export const aMail = subject(
  MailNotFound,
  (id) => `SELECT m.customer_id FROM mails m WHERE m.id = ${id}::uuid`,
);
