import { defineProblem } from '@clientele/contracts';

/** The guest has ordered; for another order it checks out anew. */
export class CheckoutOver extends defineProblem('forbidden', 'checkout-over', 'The checkout is over') {}
