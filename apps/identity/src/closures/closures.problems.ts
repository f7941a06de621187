import { defineProblem } from '@clientele/contracts';

/** What is part of another customer is closed with that one. */
export class CustomerIsMerged extends defineProblem(
  'conflict',
  'customer-merged',
  'The customer is part of another one',
) {}

/** What was erased is gone for good. */
export class CustomerErased extends defineProblem('conflict', 'customer-erased', 'The customer was erased') {}
