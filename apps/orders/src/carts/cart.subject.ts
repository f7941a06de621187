import { subject } from '@clientele/sight';
import { CartNotFound } from './carts.problems';

/** The cart that a request names; those of visitors belong to no customer. */
export const aCart = subject(
  CartNotFound,
  (id) => `SELECT c.customer_id FROM carts c WHERE c.id = ${id}::uuid`,
);
