/** What a cart can be: used, left with something in it, given up, or an order. */
export const CART_STATES = ['active', 'abandoned', 'lost', 'ordered'] as const;
export type CartState = (typeof CART_STATES)[number];

/** How long what may take. */
interface Patience {
  /** So long a cart that holds something is not used until it is abandoned. */
  readonly abandonedHours: number;
  /** So long it is abandoned until it is lost. */
  readonly lostDays: number;
  /** So long it is lost until it is deleted. */
  readonly purgedDays: number;
}

/** Carts last used then or before are due. */
interface LastUsed {
  readonly abandoned: Date;
  readonly lost: Date;
  readonly purged: Date;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Until when carts that are abandoned, lost or deleted by now were used. All by their last use, so that none waits for another look. */
export function lastUsed({ abandonedHours, lostDays, purgedDays }: Patience, now: Date): LastUsed {
  const abandoned = now.getTime() - abandonedHours * HOUR_MS;
  const lost = abandoned - lostDays * DAY_MS;
  const purged = lost - purgedDays * DAY_MS;
  return { abandoned: new Date(abandoned), lost: new Date(lost), purged: new Date(purged) };
}

/** Whether nobody uses a cart any more, though it was not ordered. */
export const isLeft = ({ state }: { readonly state: CartState }): boolean =>
  state === 'abandoned' || state === 'lost';
