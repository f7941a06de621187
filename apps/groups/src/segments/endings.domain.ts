import { expire, type MemberState } from '../memberships/member.domain';
import type { KnownFacts } from './known-facts';

/** What of a customer is over some day by itself. */
export interface Endings {
  /** When something is over. */
  readonly instants: readonly Date[];
  /** What is known of the customer at an instant, if nothing but time passes until then. */
  readonly factsAt: <F extends KnownFacts>(facts: F, instant: Date) => F;
}

/** Of a customer of whom nothing ends. */
export const NOTHING_ENDS: Endings = { instants: [], factsAt: (facts) => facts };

/** The ends of the groups that a customer is in, each with the default group that is left then. */
export const endingsOf = (member: MemberState): Endings => ({
  instants: member.memberships.flatMap(({ expiresAt }) => expiresAt ?? []),
  factsAt: (facts, instant) => {
    const { memberships, defaultGroupId } = expire(member, instant);
    const groups = memberships.map(({ groupId }) => groupId).toSorted();
    return { ...facts, groups, defaultGroup: defaultGroupId };
  },
});
