import { subject } from '@clientele/sight';
import { CustomerUnknown } from './segments.problems';

/** The customer that a request about segments names. */
export const aCustomer = subject(CustomerUnknown, (id) => `SELECT ${id}::uuid`);
