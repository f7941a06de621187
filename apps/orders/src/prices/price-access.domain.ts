import type { Principal } from '@clientele/contracts';
import { PricesHidden, PricesNotReady } from './prices.problems';

/** Contacts see prices if their profile allows it; whether the group shows any is another question. */
export const maySeePrices = (caller: Principal): boolean =>
  caller.kind !== 'contact' || caller.permissions.has('prices:view');

/** The group whose prices apply; throws unless the caller sees them. Who sees no prices has no cart. */
export function requirePrices<G extends { readonly showPrices: boolean }>(
  caller: Principal,
  group: G | null | undefined,
): G {
  if (!group) throw new PricesNotReady({ detail: 'Please try again in a moment.' });
  if (caller.kind === 'employee' || caller.kind === 'client') return group;
  if (!group.showPrices || !maySeePrices(caller)) throw new PricesHidden();
  return group;
}

/** Whose prices the caller sees: those of its customer, or of the customer or group whose page a visitor entered. */
export function priceContextOf(caller: Principal): string | null {
  if (caller.kind === 'contact') return caller.customerId;
  if (isGuest(caller)) return null;
  return caller.kind === 'visitor' ? (caller.page?.customerId ?? caller.page?.groupId ?? null) : null;
}

/** Whether the caller checks out as a guest. */
export const isGuest = (caller: Principal): boolean =>
  caller.kind === 'visitor' && caller.guest !== undefined;
