import { defineProblem } from '@clientele/contracts';

/** More than is left to pay; `open` tells how much that is. */
export class PaymentTooHigh extends defineProblem(
  'invalid',
  'payment-too-high',
  'The payment is higher than what is left to pay',
) {}

/** The method's transaction was reported before, for another order, amount or currency. */
export class TransactionAlreadyUsed extends defineProblem(
  'conflict',
  'transaction-already-used',
  'The transaction was reported for another payment',
) {}

/** The order was cancelled or refunded. */
export class OrderNotPayable extends defineProblem(
  'conflict',
  'order-not-payable',
  'The order cannot be paid any more',
) {}

/** Nobody can pay this: the currency has fewer decimals. */
export class AmountNotPayable extends defineProblem(
  'invalid',
  'amount-not-payable',
  'The amount cannot be paid in this currency',
) {}
