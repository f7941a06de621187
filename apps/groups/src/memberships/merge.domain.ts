import { roleGroupId } from '../groups/role-groups.domain';
import { begunOf, type Grant, runOf } from './grant.domain';
import { type Base, baseOf, expire, type MemberState, type MembershipState, settle } from './member.domain';
import { isOver } from './validity.domain';

/** A membership that a merge moved: what each had in the group before. */
export interface MovedMembership {
  readonly groupId: string;
  readonly from: MembershipState;
  /** Null: the survivor was not in the group. */
  readonly into: MembershipState | null;
}

/** Two customers, of whom one becomes part of the other. */
export interface Pair {
  readonly from: MemberState;
  readonly into: MemberState;
}

/** When a group was made the default. */
type Choices = Pick<MembershipState, 'defaultAt' | 'chosenAt'>;

/** Now, and the time zone of the shop. */
interface Circumstances {
  readonly now: Date;
  readonly zone: string;
}

/** Grants that began a customer's time in a group, which they have to go on doing beside what another customer has. */
export const begunApart = (member: MemberState, grants: readonly Grant[], zone: string): Grant[] =>
  [...new Set(grants.map(({ groupId }) => groupId))].flatMap((id) =>
    begunOf(
      baseOf(inGroupOf(member, id)),
      grants.filter(({ groupId }) => groupId === id),
      zone,
    ),
  );

/**
 * The survivor with all groups of the other but those of the roles, each for as long as what was given and bought lasts
 * together; the other keeps its role. `grants` are what orders gave either and still counts.
 */
export function mergeMembers(
  pair: Pair,
  grants: readonly Grant[],
  { now, zone }: Circumstances,
): Pair & { readonly moved: readonly MovedMembership[] } {
  const [from, into] = [expire(pair.from, now), expire(pair.into, now)];
  const moved = from.memberships
    .filter((membership) => !isOfRole(membership, from.shopId))
    .map((membership): MovedMembership => ({
      groupId: membership.groupId,
      from: membership,
      into: inGroupOf(into, membership.groupId) ?? null,
    }));
  const joined = moved.flatMap((move) => {
    const startedAt = earlier(move.from.startedAt, move.into?.startedAt);
    const base = baseOfBoth(move);
    return withRun(move.groupId, base && { ...base, startedAt }, grants, choicesOfBoth(move), { now, zone });
  });
  return {
    from: settle({ ...from, memberships: without(from, moved) }, now),
    into: settle({ ...into, memberships: [...without(into, moved), ...joined] }, now),
    moved,
  };
}

/**
 * Both as they are without the merge. What somebody decided about the survivor since then stays; a group that it was
 * taken out of goes back to nobody; those that do are `returned`. `grants` are those that each has again.
 */
export function unmergeMembers(
  pair: Pair,
  moved: readonly MovedMembership[],
  grants: { readonly from: readonly Grant[]; readonly into: readonly Grant[] },
  { now, zone }: Circumstances,
): Pair & { readonly returned: readonly string[] } {
  const [from, into] = [expire(pair.from, now), expire(pair.into, now)];
  const theirs = moved.filter(({ groupId }) => inGroupOf(into, groupId));
  const kept = theirs.flatMap((move) => {
    const current = inGroupOf(into, move.groupId) ?? move.from;
    const base = isSame(current.base, baseOfBoth(move)) ? (move.into?.base ?? null) : current.base;
    const startedAt = move.into?.startedAt ?? current.startedAt;
    const both = choicesOfBoth(move);
    const since = (choice: keyof Choices): Date | null =>
      isSame(current[choice], both[choice]) ? (move.into?.[choice] ?? null) : current[choice];
    return withRun(
      move.groupId,
      base && { ...base, startedAt },
      grants.into,
      { defaultAt: since('defaultAt'), chosenAt: since('chosenAt') },
      { now, zone },
    );
  });
  const back = theirs
    .filter(({ groupId }) => !inGroupOf(from, groupId))
    .flatMap(({ groupId, from: { base, startedAt, ...choices } }) =>
      withRun(groupId, base && { ...base, startedAt }, grants.from, choices, { now, zone }),
    );
  return {
    from: settle({ ...from, memberships: [...from.memberships, ...back] }, now),
    into: settle({ ...into, memberships: [...without(into, theirs), ...kept] }, now),
    returned: theirs.map(({ groupId }) => groupId),
  };
}

/** The membership that comes of what it rests on and of grants; none if it is over. */
function withRun(
  groupId: string,
  base: (Base & { readonly startedAt: Date }) | null,
  grants: readonly Grant[],
  { defaultAt, chosenAt }: Choices,
  { now, zone }: Circumstances,
): MembershipState[] {
  const run = runOf(
    base,
    grants.filter((grant) => grant.groupId === groupId),
    zone,
  );
  if (!run || isOver(run, now)) return [];
  return [
    {
      ...run,
      groupId,
      defaultAt,
      chosenAt,
      base: base && { source: base.source, expiresAt: base.expiresAt },
    },
  ];
}

/** What lasts longer of what both were given. */
function baseOfBoth({ from, into }: MovedMembership): Base | null {
  const [theirs, own] = [from.base, into?.base ?? null];
  if (!theirs || !own) return own ?? theirs;
  if (own.expiresAt === null) return own;
  return theirs.expiresAt === null || theirs.expiresAt > own.expiresAt ? theirs : own;
}

const choicesOfBoth = ({ from, into }: MovedMembership): Choices => ({
  defaultAt: latest(from.defaultAt, into?.defaultAt ?? null),
  chosenAt: latest(from.chosenAt, into?.chosenAt ?? null),
});

function latest(theirs: Date | null, own: Date | null): Date | null {
  if (!theirs || !own) return own ?? theirs;
  return theirs > own ? theirs : own;
}

const isOfRole = ({ groupId }: MembershipState, shopId: string): boolean =>
  groupId === roleGroupId(shopId, 'guest') || groupId === roleGroupId(shopId, 'customer');

const inGroupOf = ({ memberships }: MemberState, groupId: string): MembershipState | undefined =>
  memberships.find((membership) => membership.groupId === groupId);

const without = (
  { memberships }: MemberState,
  moved: readonly { readonly groupId: string }[],
): MembershipState[] => memberships.filter(({ groupId }) => !moved.some((move) => move.groupId === groupId));

const earlier = (a: Date, b: Date | undefined): Date => (b && b < a ? b : a);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
