import type { MembershipFact, PricePolicy } from '@clientele/contracts';

/** What decided prices: what the shop wants, and all that is known of the customer's groups. */
export interface Why {
  readonly policy: PricePolicy;
  readonly memberships: readonly MembershipFact[];
  /** Groups of the customer that do not count at the shop asked for. */
  readonly notCounting: readonly string[];
}

/** The memberships behind prices: in the groups that gave them, as far as they last. */
export const membershipsBehind = (
  { memberships }: Why,
  groupIds: ReadonlySet<string>,
  now: Date,
): readonly MembershipFact[] =>
  memberships.filter(
    ({ groupId, expiresAt }) =>
      groupIds.has(groupId) && (expiresAt === undefined || new Date(expiresAt) > now),
  );
