import { defineProblem } from '@clientele/contracts';

/** Only guests are converted; this customer has an account. */
export class CustomerNotGuest extends defineProblem(
  'conflict',
  'customer-not-guest',
  'The customer is no guest',
) {}
