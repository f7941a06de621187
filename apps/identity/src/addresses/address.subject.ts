import { subject } from '@clientele/sight';
import { AddressNotFound } from './addresses.problems';

/** The address that a request names. */
export const anAddress = subject(
  AddressNotFound,
  (name) => `SELECT a.customer_id FROM addresses a WHERE a.id = ${name}::uuid`,
);
