import { defineProblem } from '@clientele/contracts';

export class OrderNotFound extends defineProblem('not-found', 'order-not-found', 'There is no such order') {}

export class CartIsEmpty extends defineProblem('conflict', 'cart-is-empty', 'The cart is empty') {}

/** Products of the cart are not for sale any more; `productIds` names them. Remove their lines first. */
export class ProductUnavailable extends defineProblem(
  'conflict',
  'product-unavailable',
  'A product is not available any more',
) {}

/**
 * The cart does not cost what it showed last; `changes` tells old and new prices, `voucherChanges` what vouchers take off. It shows the new prices from now on, so the
 * order can be placed again, with another Idempotency-Key.
 */
export class PriceChanged extends defineProblem('conflict', 'price-changed', 'A price has changed') {}
