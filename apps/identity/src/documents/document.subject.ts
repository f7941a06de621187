import { subject } from '@clientele/sight';
import { DocumentNotFound } from './documents.problems';

/** The document that a request names; those of groups are seen by all. */
export const aDocument = subject(
  DocumentNotFound,
  (name) => `SELECT d.customer_id FROM documents d WHERE d.id = ${name}::uuid`,
  {
    seenWithoutCustomer: true,
  },
);
