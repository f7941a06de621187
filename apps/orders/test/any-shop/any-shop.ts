import type { PricePolicy } from '@clientele/contracts';
import fc from 'fast-check';

/** A group of a shop; others are named by their place in the list. */
export interface AnyGroup {
  readonly role: 'visitor' | 'guest' | 'customer' | null;
  readonly percent: number;
  readonly position: number;
  readonly discounts: readonly {
    readonly category: number;
    readonly percent: number;
    readonly below: boolean;
  }[];
  /** The shops in which it counts: all of those that share customers, the one that people are at, or another. */
  readonly counts: 'everywhere' | 'here' | 'elsewhere';
  /** The group that replaces it; null: it is not gone. */
  readonly replacedBy: number | null;
}

/** A time in a group; instants are minutes from now. */
export interface AnyMembership {
  readonly group: number;
  readonly expires: number | null;
  readonly chosen: number | null;
}

/** A shop with a customer and a product in each category. */
export interface AnyShop {
  readonly policy: PricePolicy | null;
  /** The first three are those of the roles. */
  readonly groups: readonly AnyGroup[];
  /** The category above each, which stands before it. */
  readonly categories: readonly (number | null)[];
  readonly memberships: readonly AnyMembership[];
}

const ROLES = ['visitor', 'guest', 'customer'] as const;
const GROUPS = 7;
const CATEGORIES = 5;

const percent = fc.constantFrom(0, 3, 7, 10);

const groups = fc.tuple(
  ...Array.from({ length: GROUPS }, (_, place) =>
    fc.record({
      role: fc.constant(ROLES[place] ?? null),
      percent,
      position: fc.integer({ min: 0, max: 2 }),
      discounts: fc.uniqueArray(
        fc.record({ category: fc.nat(CATEGORIES - 1), percent, below: fc.boolean() }),
        { maxLength: 2, selector: ({ category }) => category },
      ),
      // Those of the roles count everywhere.
      counts:
        place < ROLES.length
          ? fc.constant('everywhere' as const)
          : fc.constantFrom('everywhere' as const, 'here' as const, 'elsewhere' as const),
      // Only the last ones may be gone, and what replaces them is not.
      replacedBy: place < 5 ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: 4 })),
    }),
  ),
);

const memberships = fc.uniqueArray(
  fc.record({
    group: fc.integer({ min: 0, max: GROUPS - 1 }),
    expires: fc.option(fc.integer({ min: -3, max: 3 })),
    chosen: fc.option(fc.integer({ min: -20, max: -10 })),
  }),
  { maxLength: 6, selector: ({ group }) => group },
);

export const anyShop: fc.Arbitrary<AnyShop> = fc.record({
  policy: fc.constantFrom(null, 'default-group', 'best-price', 'group-order'),
  groups,
  categories: fc.tuple(
    ...Array.from({ length: CATEGORIES }, (_, place) =>
      place === 0 ? fc.constant(null) : fc.option(fc.nat(place - 1)),
    ),
  ),
  memberships,
});
