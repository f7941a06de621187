import { defineProblem } from '@clientele/contracts';

export class SegmentNotFound extends defineProblem(
  'not-found',
  'segment-not-found',
  'There is no such segment',
) {}

/** Nothing was told of such a customer. */
export class CustomerUnknown extends defineProblem(
  'not-found',
  'customer-unknown',
  'There is no such customer',
) {}

/** The customer is not pinned in the segment or out of it. */
export class PinNotFound extends defineProblem('not-found', 'pin-not-found', 'There is no such pin') {}
