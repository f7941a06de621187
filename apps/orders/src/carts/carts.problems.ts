import { defineProblem } from '@clientele/contracts';

export class CartNotFound extends defineProblem('not-found', 'cart-not-found', 'There is no such cart') {}

export class CartLineNotFound extends defineProblem(
  'not-found',
  'cart-line-not-found',
  'There is no such line in the cart',
) {}

/** The cart became an order and cannot be changed any more. */
export class CartAlreadyOrdered extends defineProblem(
  'conflict',
  'cart-already-ordered',
  'The cart has been ordered already',
) {}

/** The line would hold more than fits into one. */
export class QuantityTooLarge extends defineProblem(
  'invalid',
  'quantity-too-large',
  'The quantity is too large',
) {}

/** The cart holds as many lines as fit. */
export class CartIsFull extends defineProblem('conflict', 'cart-is-full', 'The cart is full') {}

/** The token is not a good token of the visitor whose cart is claimed. */
export class VisitorTokenNotValid extends defineProblem(
  'invalid',
  'visitor-token-not-valid',
  "The visitor's token is not valid",
) {}
