import { subject } from '@clientele/sight';
import { GraphicalProfileNotFound } from './graphical-profiles.problems';

/** The graphical profile that a request names; those of groups, of segments and of the shop are seen by all. */
export const aGraphicalProfile = subject(
  GraphicalProfileNotFound,
  (name) => `SELECT p.customer_id FROM graphical_profiles p WHERE p.id = ${name}::uuid`,
  {
    seenWithoutCustomer: true,
  },
);
