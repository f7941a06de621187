import fc from 'fast-check';
import { assign, ignoredForGood } from '../auto-assignments/assignment.domain';
import { roleGroupId } from '../groups/role-groups.domain';
import type { Grant } from './grant.domain';
import { mergeMembers, unmergeMembers } from './merge.domain';
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
// Not of rules that ignore buying again: of what two bought, one may be ignored beside the other.
const grant = fc.record({
  ...{ groupId: group, makesDefault: fc.boolean(), takeBack: fc.boolean() },
  grantedAt: fc.integer({ min: 4, max: 19 }).map(day),
  duration: fc.constantFrom('P1D', 'P10D', 'P1M', null),
  onRepurchase: fc.constantFrom('extend' as const, 'restart' as const),
});
const customer = fc.record({
  joinings: fc.array(joining, { maxLength: 3 }),
  bought: fc.array(grant, { maxLength: 3 }),
});

/** A customer who was put into groups and then bought some time in groups. */
function someone(
  id: string,
  { joinings, bought }: { joinings: readonly Joining[]; bought: readonly Bought[] },
) {
  let member = unknownMember(id, SHOP, day(1));
  for (const { at, ...one } of joinings.toSorted((a, b) => a.at - b.at))
    member = joinByHand(member, one, day(at));
  let grants: Grant[] = [];
  for (const [i, one] of bought.toSorted((a, b) => a.grantedAt.getTime() - b.grantedAt.getTime()).entries()) {
    const given: Grant = {
      ...{ ...one, id: `${id}${i}`, orderId: `${id}${i}`, lineId: `${id}${i}`, ruleId: 'rule' },
      ...{ productId: 'tea', until: null },
    };
    const at = { paidAt: one.grantedAt, now: one.grantedAt, zone: ZONE };
    const ignored = ignoredForGood(member, [...grants, given], at);
    member = assign(member, [given], grants, at);
    grants = [...grants, given].filter((known) => !ignored.includes(known));
  }
  return { member: expire(member, MERGED.now), grants };
}

type Joining = typeof joining extends fc.Arbitrary<infer T> ? T : never;
type Bought = typeof grant extends fc.Arbitrary<infer T> ? T : never;

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
        const { moved, ...merged } = mergeMembers(before, [...from.grants, ...into.grants], MERGED);
        const grants = { from: from.grants, into: into.grants };
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
});
