import { type Grant, runOf } from '../memberships/grant.domain';
import { baseOf, expire, type MemberState, type MembershipState, settle } from '../memberships/member.domain';
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
    return [{ ...membership, ...run, defaultAt: defaultWithout(membership, gone, others, run.startedAt) }];
  });
  return settle({ ...current, memberships }, now);
}

/** When it was last made the default by what stays. */
function defaultWithout(
  { defaultAt, chosenAt }: MembershipState,
  gone: readonly Grant[],
  others: readonly Grant[],
  since: Date,
): Date | null {
  const made = ({ makesDefault, grantedAt }: Grant) =>
    makesDefault && grantedAt.getTime() === defaultAt?.getTime();
  if (!gone.some(made)) return defaultAt;
  const times = others
    .filter(({ makesDefault, grantedAt }) => makesDefault && grantedAt >= since)
    .map(({ grantedAt }) => grantedAt);
  return [...times, chosenAt].reduce(
    (latest, time) => (time && (!latest || time > latest) ? time : latest),
    null,
  );
}
