import {
  type Actor,
  type DomainEvent,
  formatRate,
  groupChanged,
  type GroupDeleted,
  groupDeleted,
  type GroupRole,
  type PriceDisplay,
} from '@clientele/contracts';

/** What is told of a group. */
export interface GroupState {
  readonly id: string;
  readonly shopId: string;
  readonly role: GroupRole | null;
  readonly name: Record<string, string>;
  readonly discountPercent: string;
  readonly priceDisplay: PriceDisplay;
  readonly showPrices: boolean;
  /** None: it counts in all that share customers. */
  readonly shopIds: readonly string[];
  readonly position: number;
  readonly version: number;
  readonly updatedAt: Date;
}

/** A discount on one category, in place of the group's general one. */
export interface CategoryDiscountState {
  readonly categoryId: string;
  readonly discountPercent: string;
  readonly includeSubcategories: boolean;
}

/** The event that tells all of a group as it is now. */
export const groupChange = (
  group: GroupState,
  discounts: readonly CategoryDiscountState[],
  actor: Actor,
): DomainEvent =>
  groupChanged.create(circumstancesOf(group, actor), {
    groupId: group.id,
    role: group.role ?? undefined,
    name: group.name,
    discountPercent: formatRate(group.discountPercent),
    priceDisplay: group.priceDisplay,
    showPrices: group.showPrices,
    position: group.position,
    ...(group.shopIds.length > 0 && { shopIds: [...group.shopIds] }),
    categoryDiscounts: discounts.map(({ categoryId, discountPercent, includeSubcategories }) => ({
      categoryId,
      discountPercent: formatRate(discountPercent),
      ...(includeSubcategories && { includeSubcategories }),
    })),
  });

/** The event that tells the end of a group, and what becomes of those and of that which belonged to it. */
export const groupEnd = (
  group: GroupState,
  actor: Actor,
  instead: Omit<GroupDeleted, 'groupId'>,
): DomainEvent => groupDeleted.create(circumstancesOf(group, actor), { groupId: group.id, ...instead });

const circumstancesOf = ({ id, shopId, version, updatedAt }: GroupState, actor: Actor) => ({
  aggregate: { id, version },
  shopId,
  actor,
  occurredAt: updatedAt,
});
