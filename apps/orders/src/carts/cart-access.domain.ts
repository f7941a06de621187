import type { Principal } from '@clientele/contracts';
import { CartAlreadyOrdered, CartNotFound } from './carts.problems';

/** The cart; throws unless it is there and not ordered yet. */
export function requireOpen<C extends { readonly state: string }>(cart: C | undefined): C {
  if (!cart) throw new CartNotFound();
  if (cart.state === 'ordered') throw new CartAlreadyOrdered();
  return cart;
}

/** The customer the caller acts for: as a contact, or as a guest checking out. */
export function customerOf(caller: Principal): string | null {
  if (caller.kind === 'contact') return caller.customerId;
  return caller.kind === 'visitor' ? (caller.guest?.customerId ?? null) : null;
}
