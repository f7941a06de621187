import { subject } from '@clientele/sight';
import { PageNotFound } from './pages.problems';

/** The page that a request names by its address; those of groups are seen by all. */
export const aPage = subject(
  PageNotFound,
  (name) => `SELECT p.customer_id FROM pages p WHERE p.slug = ${name} OR p.host = ${name}`,
  {
    ...{ namedBy: 'text', seenWithoutCustomer: true },
  },
);
