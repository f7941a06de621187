import { roleGroupId } from '../groups/role-groups.domain';
import { chooseDefault, joinByHand, leaveByHand, moveOut } from './member-by-hand.domain';
import type { MemberState, MembershipState } from './member.domain';
import { GroupNotJoined, LastMembership } from './memberships.problems';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));

const membership = (groupId: string, changes: Partial<MembershipState> = {}): MembershipState => ({
  ...{ groupId, startedAt: at(0), expiresAt: null, defaultAt: null, chosenAt: null, grantId: null },
  ...{ base: { source: 'manual', expiresAt: null } },
  ...changes,
});
const member = (defaultGroupId: string, ...memberships: MembershipState[]): MemberState => ({
  ...{ customerId: 'customer', shopId: SHOP, registered: true, version: 1 },
  ...{ defaultGroupId, memberships },
});
const groupsOf = ({ defaultGroupId, memberships }: MemberState) => ({
  default: defaultGroupId,
  groups: memberships.map(({ groupId }) => groupId).toSorted(),
});

describe('by hand', () => {
  const two = member(CUSTOMER, membership(CUSTOMER), membership('vip', { startedAt: at(1) }));

  it('joins without becoming the default, unless that is wished', () => {
    const joining = { groupId: 'pro', expiresAt: at(30), isDefault: false };

    expect(joinByHand(two, joining, at(5)).defaultGroupId).toBe(CUSTOMER);
    expect(joinByHand(two, { ...joining, isDefault: true }, at(5)).defaultGroupId).toBe('pro');
  });

  it('wins over an order whose clock runs ahead', () => {
    const ahead = member('vip', membership(CUSTOMER), membership('vip', { defaultAt: at(50) }));

    expect(chooseDefault(ahead, CUSTOMER, at(5)).defaultGroupId).toBe(CUSTOMER);
  });

  it('sets a new end, and says so', () => {
    const before = member('vip', membership('vip', { base: null, grantId: 'grant', expiresAt: at(90) }));

    const [changed] = joinByHand(
      before,
      { groupId: 'vip', expiresAt: at(20), isDefault: false },
      at(5),
    ).memberships;

    expect(changed).toMatchObject({
      startedAt: at(0),
      expiresAt: at(20),
      base: { source: 'manual', expiresAt: at(20) },
      grantId: null,
    });
  });

  it('leaves, and the group joined first becomes the default where nothing else says which', () => {
    expect(groupsOf(leaveByHand(two, CUSTOMER, at(5)))).toEqual({ default: 'vip', groups: ['vip'] });
  });

  it('refuses to leave the last group or one not joined', () => {
    expect(() => leaveByHand(member('vip', membership('vip')), 'vip', at(5))).toThrow(LastMembership);
    expect(() => leaveByHand(two, 'pro', at(5))).toThrow(GroupNotJoined);
    expect(() => chooseDefault(two, 'pro', at(5))).toThrow(GroupNotJoined);
  });
});

describe('moveOut', () => {
  const vip = membership('vip', { defaultAt: at(3), expiresAt: at(90) });

  it('moves the default, with its end, to the replacement', () => {
    const moved = moveOut(member('vip', membership(CUSTOMER), vip), 'vip', 'pro', at(5));

    expect(groupsOf(moved)).toEqual({ default: 'pro', groups: ['pro', CUSTOMER].toSorted() });
    expect(moved.memberships.find(({ groupId }) => groupId === 'pro')).toMatchObject({ expiresAt: at(90) });
  });

  it('makes nobody a customer for a time', () => {
    expect(moveOut(member('vip', vip), 'vip', CUSTOMER, at(5)).memberships).toMatchObject([
      { groupId: CUSTOMER, expiresAt: null },
    ]);
  });

  it('lets others just leave', () => {
    const other = member(CUSTOMER, membership(CUSTOMER), membership('vip'));

    expect(groupsOf(moveOut(other, 'vip', 'pro', at(5)))).toEqual({ default: CUSTOMER, groups: [CUSTOMER] });
  });
});
