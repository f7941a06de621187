import type { AnyGroup, AnyMembership, AnyShop } from './any-shop';

/** Who asks: the customer, somebody who was never told of, a visitor, a guest checking out, or who entered the page of a group. */
export type Asker = 'customer' | 'stranger' | 'visitor' | 'guest' | number;

/** What is taken off in a category, and by which group. */
export interface Expected {
  readonly group: number;
  readonly percent: number;
}

const [VISITORS, GUESTS, CUSTOMERS] = [0, 1, 2];

/** The default group by some memberships: the one chosen last, else that of registered customers, else that of guests. */
export function defaultAmong(memberships: readonly AnyMembership[]): number | undefined {
  const chosen = memberships.filter((one) => one.chosen !== null);
  const [last] = chosen.toSorted((a, b) => (b.chosen ?? 0) - (a.chosen ?? 0) || a.group - b.group);
  const role = [CUSTOMERS, GUESTS].find((group) => memberships.some((one) => one.group === group));
  return last?.group ?? role;
}

/** Whose prices apply at an instant, by group; and which groups make offers, where the best counts. */
export function decide({ policy, groups, memberships }: AnyShop, asker: Asker, now: number) {
  const counts = (group: number) => groups[replacement(groups, group)]?.counts !== 'elsewhere';
  const left = asker === 'customer' ? memberships.filter((one) => lasts(one, now) && counts(one.group)) : [];
  const base = replacement(
    groups,
    baseOf(typeof asker === 'number' && !counts(asker) ? 'stranger' : asker, left),
  );
  const own = [...new Set([base, ...left.map(({ group }) => group)])]
    .filter((group) => groups[group]?.replacedBy === null)
    .toSorted((a, b) => positionOf(groups, a) - positionOf(groups, b) || a - b);
  return {
    group: policy === 'group-order' ? (own[0] ?? base) : base,
    offering: policy === 'best-price' ? own : [],
  };
}

/** What is taken off the product of a category. */
export function expected(shop: AnyShop, asker: Asker, now: number, category: number): Expected {
  const { group, offering } = decide(shop, asker, now);
  return [group, ...offering]
    .map((one) => ({ group: one, percent: percentOf(shop, one, category) }))
    .reduce((best, other) => (other.percent > best.percent ? other : best));
}

function baseOf(asker: Asker, left: readonly AnyMembership[]): number {
  if (asker === 'visitor') return VISITORS;
  if (asker === 'guest') return GUESTS;
  if (typeof asker === 'number') return asker;
  return defaultAmong(left) ?? CUSTOMERS;
}

function percentOf({ groups, categories }: AnyShop, group: number, category: number): number {
  const { discounts = [], percent = 0 } = groups[group] ?? {};
  const own = discounts.find((one) => one.category === category);
  if (own) return own.percent;
  for (let above = categories[category] ?? null; above !== null; above = categories[above] ?? null) {
    const inherited = discounts.find((one) => one.category === above && one.below);
    if (inherited) return inherited.percent;
  }
  return percent;
}

const lasts = ({ expires }: AnyMembership, now: number): boolean => expires === null || expires > now;
const replacement = (groups: readonly AnyGroup[], group: number): number =>
  groups[group]?.replacedBy ?? group;
const positionOf = (groups: readonly AnyGroup[], group: number): number => groups[group]?.position ?? 0;
