import { subject } from '@clientele/sight';
import { MergeNotFound } from './merges.problems';

/** The merges that a request names: they are their survivors'. */
export const aMerge = subject(
  MergeNotFound,
  (name) => `SELECT m.into_id FROM customer_merges m WHERE m.id = ${name}::uuid`,
);
