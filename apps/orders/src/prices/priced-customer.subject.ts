import { NotFound } from '@clientele/contracts';
import { subject } from '@clientele/sight';

/** The customer whose prices a request asks for. */
export const aPricedCustomer = subject(NotFound, (id) => `SELECT ${id}::uuid`);
