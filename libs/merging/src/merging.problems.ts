import { defineProblem } from '@clientele/contracts';

/** Nothing is done any more for a customer that is closed, or part of another one. */
export class CustomerClosed extends defineProblem('conflict', 'customer-closed', 'The customer is closed') {}
