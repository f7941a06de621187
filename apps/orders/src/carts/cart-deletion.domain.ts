import type { CartState } from './cart-state.domain';

/** What became of a cart that was to be deleted. */
export const CART_OUTCOMES = ['deleted', 'ordered', 'not-found'] as const;
export type CartOutcome = (typeof CART_OUTCOMES)[number];

/** What is to become of a cart, if there is one. */
export function outcomeOf(cart: { readonly state: CartState } | undefined): CartOutcome {
  if (!cart) return 'not-found';
  return cart.state === 'ordered' ? 'ordered' : 'deleted';
}
