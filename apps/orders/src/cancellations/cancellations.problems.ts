import { defineProblem } from '@clientele/contracts';

/** The states allow no cancellation from where the order is; `state` tells where. */
export class OrderNotCancellable extends defineProblem(
  'conflict',
  'order-not-cancellable',
  'The order cannot be cancelled in its state',
) {}
