import { subject } from '@clientele/sight';
import { OrderNotFound } from './orders.problems';

/** The order that a request names. */
export const anOrder = subject(
  OrderNotFound,
  (id) => `SELECT o.customer_id FROM orders o WHERE o.id = ${id}::uuid`,
);
