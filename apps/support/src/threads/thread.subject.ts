import { subject } from '@clientele/sight';
import { ThreadNotFound } from './threads.problems';

/** The thread that a request names; those of visitors belong to no customer. */
export const aThread = subject(
  ThreadNotFound,
  (id) => `SELECT t.customer_id FROM threads t WHERE t.id = ${id}::uuid`,
);
