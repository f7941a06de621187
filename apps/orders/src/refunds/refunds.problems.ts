import { defineProblem } from '@clientele/contracts';

/** More than was paid and not refunded yet; `open` tells how much that is. */
export class RefundTooHigh extends defineProblem(
  'invalid',
  'refund-too-high',
  'The refund is higher than what was paid and is not refunded yet',
) {}

/** No refund leads on from the state of the order; `state` tells which it is. */
export class OrderNotRefundable extends defineProblem(
  'conflict',
  'order-not-refundable',
  'The order cannot be refunded in its state',
) {}

/** A line that is not one of the order's. */
export class LineNotOrdered extends defineProblem(
  'invalid',
  'line-not-ordered',
  'The order has no such line',
) {}
