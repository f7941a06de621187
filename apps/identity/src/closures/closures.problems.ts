import { defineProblem } from '@clientele/contracts';

/** What was erased is gone for good. */
export class CustomerErased extends defineProblem('conflict', 'customer-erased', 'The customer was erased') {}
