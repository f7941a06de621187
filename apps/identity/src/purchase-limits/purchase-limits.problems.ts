import { defineProblem } from '@clientele/contracts';

/** A limit either ends, not before it starts, or repeats. */
export class PurchaseLimitNotValid extends defineProblem(
  'invalid',
  'purchase-limit-not-valid',
  'The days of the purchase limit do not fit together',
) {}
