import { subject } from '@clientele/sight';
import { MembershipsNotFound } from './memberships.problems';

/** The customer whose memberships a request names. */
export const aMember = subject(MembershipsNotFound, (id) => `SELECT ${id}::uuid`);
