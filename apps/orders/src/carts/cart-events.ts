import {
  type Actor,
  cartAbandoned,
  type CartChanged,
  cartChanged,
  cartLost,
  cartRecovered,
  decimal,
  type DomainEvent,
  formatTotal,
} from '@clientele/contracts';
import { NO_CURRENCY } from './cart-price.domain';
import type { CartInShort } from './quiet-carts.queries';

/** What tells that a cart was found abandoned. */
export const abandonmentOf = (cart: CartInShort, actor: Actor, now: Date): DomainEvent =>
  cartAbandoned.create(circumstancesOf(cart, actor, now), { ...factsOf(cart), ...lastUseOf(cart, now) });

/** What tells that an abandoned cart was given up. */
export const lossOf = (cart: CartInShort, actor: Actor, now: Date): DomainEvent =>
  cartLost.create(circumstancesOf(cart, actor, now), { ...factsOf(cart), ...lastUseOf(cart, now) });

/** What tells that a cart is gone: nothing is in it any more. */
export const deletionOf = (cart: CartInShort, actor: Actor, now: Date): DomainEvent =>
  cartChanged.create(circumstancesOf({ ...cart, version: cart.version + 1 }, actor, now), {
    ...factsOf(cart),
    ...{ lines: 0, total: formatTotal(decimal(0), cart.currency ?? NO_CURRENCY) },
  });

/** What is known of a cart that was left, when somebody uses it again. */
interface LeftCart {
  readonly id: string;
  readonly shopId: string;
  readonly version: number;
  readonly abandonedAt: string | null;
}

/** What tells that somebody came back to an abandoned cart, and what it holds now. */
export const recoveryOf = (
  cart: LeftCart,
  now: CartChanged & { readonly orderId?: string },
  actor: Actor,
  at: Date,
): DomainEvent =>
  cartRecovered.create(circumstancesOf(cart, actor, at), {
    ...now,
    abandonedAt: cart.abandonedAt ?? at.toISOString(),
  });

const circumstancesOf = (
  { id, version, shopId }: Pick<CartInShort, 'id' | 'version' | 'shopId'>,
  actor: Actor,
  occurredAt: Date,
) => ({ aggregate: { id, version }, shopId, actor, occurredAt });

const factsOf = (cart: CartInShort): CartChanged => ({
  cartId: cart.id,
  customerId: cart.customerId ?? undefined,
  visitorId: cart.visitorId ?? undefined,
  atShopId: cart.atShopId ?? undefined,
  contactId: cart.contactId ?? undefined,
  currency: cart.currency ?? undefined,
  lines: cart.lines,
  total: formatTotal(decimal(cart.total), cart.currency ?? NO_CURRENCY),
});

const lastUseOf = ({ lastUsedAt, abandonedAt }: CartInShort, now: Date) => ({
  lastUsedAt: lastUsedAt.toISOString(),
  abandonedAt: (abandonedAt ?? now).toISOString(),
});
