import { roleGroupId } from '../groups/role-groups.domain';
import {
  afterAll,
  type Base,
  type BaseSource,
  chosen,
  defaultAmong,
  inGroup,
  type MemberState,
  settle,
  withMembership,
} from './member.domain';
import { GroupNotJoined, LastMembership } from './memberships.problems';

/** A membership that somebody gives. */
export interface Joining {
  readonly groupId: string;
  /** Null: for good. */
  readonly expiresAt: Date | null;
  readonly isDefault: boolean;
  readonly source?: BaseSource;
}

/** Puts a customer into a group by hand; whoever is in it already gets the new end. */
export function joinByHand(
  member: MemberState,
  { groupId, expiresAt, isDefault, source = 'manual' }: Joining,
  now: Date,
): MemberState {
  const base: Base = { source, expiresAt };
  const memberships = withMembership(member.memberships, groupId, (existing) => ({
    groupId,
    startedAt: existing?.startedAt ?? now,
    expiresAt,
    ...chosen(isDefault ? afterAll(member, now) : (existing?.defaultAt ?? null)),
    base,
    grantId: null,
  }));
  return settle({ ...member, memberships }, now);
}

/** Takes a customer out of a group by hand. */
export function leaveByHand(member: MemberState, groupId: string, now: Date): MemberState {
  if (!member.memberships.some((membership) => membership.groupId === groupId)) throw new GroupNotJoined();
  const [first, ...others] = member.memberships
    .filter((membership) => membership.groupId !== groupId)
    .toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  if (!first) throw new LastMembership();

  const left = [first, ...others];
  // Where nothing says which group is next, the one the customer is in for longest.
  const memberships = defaultAmong(left, member.shopId) ? left : [{ ...first, ...chosen(now) }, ...others];
  return settle({ ...member, memberships }, now);
}

/** Makes a group the default by hand. */
export function chooseDefault(member: MemberState, groupId: string, now: Date): MemberState {
  if (!member.memberships.some((membership) => membership.groupId === groupId)) throw new GroupNotJoined();
  if (member.defaultGroupId === groupId) return member;
  const memberships = member.memberships.map((membership) =>
    membership.groupId === groupId ? { ...membership, ...chosen(afterAll(member, now)) } : membership,
  );
  return settle({ ...member, memberships }, now);
}

/** Takes a customer out of a group that is about to end; its default moves to the replacement. */
export function moveOut(member: MemberState, groupId: string, replacementId: string, now: Date): MemberState {
  const leaving = member.memberships.find((membership) => membership.groupId === groupId);
  if (!leaving) return member;
  const left = member.memberships.filter((membership) => membership !== leaving);
  if (member.defaultGroupId !== groupId) return settle({ ...member, memberships: left }, now);

  const isRole = replacementId === roleGroupId(member.shopId, 'customer');
  const memberships = withMembership(left, replacementId, (existing) => ({
    ...(existing ?? inGroup(replacementId, 'manual', now, isRole ? null : leaving.expiresAt)),
    ...chosen(afterAll(member, now)),
  }));
  return settle({ ...member, memberships }, now);
}

/** Takes a customer out of all groups that are about to end, each with what replaces it. */
export const replaceGroups = (
  member: MemberState,
  replacements: readonly (readonly [groupId: string, replacementId: string])[],
  now: Date,
): MemberState =>
  replacements.reduce((left, [groupId, replacementId]) => moveOut(left, groupId, replacementId, now), member);
