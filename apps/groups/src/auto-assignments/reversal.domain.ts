import { choicesOf, type Grant, ignoredOf, runOf } from '../memberships/grant.domain';
import { baseOf, expire, type MemberState, settle } from '../memberships/member.domain';
import { isOver } from '../memberships/validity.domain';

/** What went back of an order: lines by their ids, or the order by its own. */
export type Reversed = ReadonlySet<string>;

/** Tells whether what went back takes back a grant. */
export const isTakenBack = ({ orderId, lineId, takeBack }: Grant, reversed: Reversed): boolean =>
  takeBack && (reversed.has(orderId) || reversed.has(lineId));

/** A customer without what some grants gave; what was given by hand and by other orders, `left`, stays. */
export function takeBack(
  member: MemberState,
  taken: readonly Grant[],
  left: readonly Grant[],
  { now, zone }: { readonly now: Date; readonly zone: string },
): MemberState {
  const current = expire(member, now);
  const memberships = current.memberships.flatMap((membership) => {
    const inGroup = ({ groupId }: Grant) => groupId === membership.groupId;
    const [gone, others] = [taken.filter(inGroup), left.filter(inGroup)];
    if (gone.length === 0) return [membership];
    const run = runOf(baseOf(membership), others, zone);
    if (!run || isOver(run, now)) return [];
    const ignored = new Set(ignoredOf(baseOf(membership), others, zone));
    const working = others.filter((grant) => !ignored.has(grant));
    const choices = choicesOf(membership, [...gone, ...others], working, run.startedAt);
    return [{ ...membership, ...run, ...choices }];
  });
  return settle({ ...current, memberships }, now);
}
