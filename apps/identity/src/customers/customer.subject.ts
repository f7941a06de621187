import { subject } from '@clientele/sight';
import { CustomerNotFound } from './customers.problems';

/** The customers that a request names. */
export const aCustomer = subject(CustomerNotFound, (name) => `SELECT ${name}::uuid`);
