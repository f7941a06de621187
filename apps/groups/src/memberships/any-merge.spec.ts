import fc from 'fast-check';
import { assign, ignoredForGood } from '../auto-assignments/assignment.domain';
import { roleGroupId } from '../groups/role-groups.domain';
import type { Grant } from './grant.domain';
import { begunApart, mergeMembers, unmergeMembers } from './merge.domain';
import { joinByHand } from './member-by-hand.domain';
import { expire, type MemberState, unknownMember } from './member.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const ZONE = 'Europe/Paris';
const GROUPS = ['pro', 'vip', 'club'];
const day = (n: number) => new Date(Date.UTC(2027, 2, n));
const MERGED = { now: day(20), zone: ZONE };

const group = fc.constantFrom(...GROUPS);
const joining = fc.record({
  ...{ groupId: group, isDefault: fc.boolean(), at: fc.integer({ min: 1, max: 3 }) },
  expiresAt: fc.option(fc.integer({ min: 10, max: 60 }).map(day)),
});
const grant = fc.record({
  ...{ groupId: group, makesDefault: fc.boolean(), takeBack: fc.boolean() },
  grantedAt: fc.integer({ min: 4, max: 19 }).map(day),
  duration: fc.constantFrom('P1D', 'P10D', 'P1M', null),
  onRepurchase: fc.constantFrom('extend' as const, 'restart' as const, 'ignore' as const),
});
const again = grant.map((one) => ({ ...one, grantedAt: day(25) }));
const customer = fc.record({
  joinings: fc.array(joining, { maxLength: 3 }),
  bought: fc.array(grant, { maxLength: 3 }),
});

/** A customer who was given something for what it paid. */
function buy(member: MemberState, grants: readonly Grant[], bought: Bought, id: string) {
  const of = { id, orderId: id, lineId: id, ruleId: 'rule', productId: 'tea', until: null };
  const given: Grant = { ...bought, ...of };
  const at = { paidAt: bought.grantedAt, now: bought.grantedAt, zone: ZONE };
  const ignored = ignoredForGood(member, [...grants, given], at);
  return {
    member: assign(member, [given], grants, at),
    grants: [...grants, given].filter((known) => !ignored.includes(known)),
  };
}

/** A customer who was put into groups and then bought some time in groups. */
function someone(
  id: string,
  { joinings, bought }: { joinings: readonly Joining[]; bought: readonly Bought[] },
) {
  let member = unknownMember(id, SHOP, day(1));
  for (const { at, ...one } of joinings.toSorted((a, b) => a.at - b.at))
    member = joinByHand(member, one, day(at));
  let grants: Grant[] = [];
  for (const [i, one] of bought.toSorted((a, b) => a.grantedAt.getTime() - b.grantedAt.getTime()).entries())
    ({ member, grants } = buy(member, grants, one, `${id}${i}`));
  return { member: expire(member, MERGED.now), grants };
}

type Joining = typeof joining extends fc.Arbitrary<infer T> ? T : never;
type Bought = typeof grant extends fc.Arbitrary<infer T> ? T : never;

type Someone = ReturnType<typeof someone>;

/** What orders gave both, as it is when they are merged. */
function keptApart(...both: readonly Someone[]): Grant[] {
  return both.flatMap(({ member, grants }) => {
    const begun = begunApart(member, grants, ZONE);
    return grants.map((given) => ({ ...given, beganApart: begun.includes(given) }));
  });
}

/** When a time in a group ends: one that is for good after all others, one that there is none of before. */
const endIn = ({ memberships }: MemberState, id: string): number => {
  const found = memberships.find(({ groupId }) => groupId === id);
  return found ? (found.expiresAt?.getTime() ?? Infinity) : 0;
};

const shortly = ({ defaultGroupId, memberships }: MemberState) => ({
  default: defaultGroupId,
  ...Object.fromEntries(
    memberships
      .map(({ groupId, expiresAt }) => [groupId, expiresAt] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ),
});

describe('any merge', () => {
  it('leaves the survivor in all groups of both, and gives both back what they had when it is undone', () => {
    fc.assert(
      fc.property(customer, customer, (one, other) => {
        const [from, into] = [someone('from', one), someone('into', other)];
        const before = { from: from.member, into: into.member };
        const { moved, ...merged } = mergeMembers(before, keptApart(from, into), MERGED);
        const grants = { from: keptApart(from), into: keptApart(into) };
        const { returned: _, ...apart } = unmergeMembers(merged, moved, grants, MERGED);

        const own = ({ memberships }: MemberState) =>
          memberships.map(({ groupId }) => groupId).filter((id) => id !== roleGroupId(SHOP, 'customer'));
        expect(new Set(own(merged.into))).toEqual(new Set([...own(before.from), ...own(before.into)]));
        expect(own(merged.from)).toEqual([]);
        expect({ from: shortly(apart.from), into: shortly(apart.into) }).toEqual({
          from: shortly(before.from),
          into: shortly(before.into),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the survivor at least as long in each group as either was, also when it buys again', () => {
    fc.assert(
      fc.property(customer, customer, again, (one, other, more) => {
        const [from, into] = [someone('from', one), someone('into', other)];
        const longest = (id: string) => Math.max(endIn(from.member, id), endIn(into.member, id));
        const grants = keptApart(from, into);

        const merged = mergeMembers({ from: from.member, into: into.member }, grants, MERGED);
        const bought = buy(merged.into, grants, more, 'again');

        const lasting = GROUPS.filter((id) => longest(id) > more.grantedAt.getTime());
        expect(GROUPS.filter((id) => endIn(merged.into, id) < longest(id))).toEqual([]);
        expect(lasting.filter((id) => endIn(bought.member, id) < longest(id))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
