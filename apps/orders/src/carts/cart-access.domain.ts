import { CartAlreadyOrdered, CartNotFound } from './carts.problems';

/** The cart; throws unless it is there and not ordered yet. */
export function requireOpen<C extends { readonly state: string }>(cart: C | undefined): C {
  if (!cart) throw new CartNotFound();
  if (cart.state === 'ordered') throw new CartAlreadyOrdered();
  return cart;
}
