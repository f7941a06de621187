import { roleGroupId } from '../groups/role-groups.domain';
import {
  chooseDefault,
  expire,
  fallbackOf,
  joinByHand,
  leaveByHand,
  type MemberState,
  type MembershipState,
  moveOut,
  register,
  unknownMember,
} from './member.domain';
import { GroupNotJoined, LastMembership } from './memberships.problems';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const GUEST = roleGroupId(SHOP, 'guest');
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));

const membership = (groupId: string, changes: Partial<MembershipState> = {}): MembershipState => ({
  ...{ groupId, startedAt: at(0), expiresAt: null, defaultAt: null, grantId: null },
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

describe('register', () => {
  const facts = { isGuest: false, registeredAt: at(5), groupIds: [] };
  const unknown = () => unknownMember('customer', SHOP, at(0));

  it('puts a customer into the group of its role', () => {
    expect(groupsOf(register(unknown(), facts))).toEqual({ default: CUSTOMER, groups: [CUSTOMER] });
    expect(groupsOf(register(unknown(), { ...facts, isGuest: true }))).toEqual({
      default: GUEST,
      groups: [GUEST],
    });
  });

  it('adds the groups asked for, and the default among them', () => {
    const registered = register(unknown(), { ...facts, groupIds: ['a', 'a'], defaultGroupId: 'b' });

    expect(groupsOf(registered)).toEqual({ default: 'b', groups: ['a', 'b', CUSTOMER].toSorted() });
    expect(fallbackOf(registered)).toBe(CUSTOMER);
  });

  it('leaves what an order gave before it was heard of', () => {
    const vip = membership('vip', { base: null, grantId: 'grant', expiresAt: at(60), defaultAt: at(3) });
    const before = { ...unknown(), defaultGroupId: 'vip', memberships: [...unknown().memberships, vip] };

    const registered = register(before, { ...facts, isGuest: true, defaultGroupId: 'a' });

    expect(groupsOf(registered)).toEqual({ default: 'vip', groups: ['a', 'vip', GUEST].toSorted() });
    expect(registered.memberships).toContainEqual(vip);
    expect(fallbackOf(registered)).toBe('a');
  });
});

describe('expire', () => {
  const vip = membership('vip', { expiresAt: at(10), defaultAt: at(3) });

  it('changes nothing before the end', () => {
    const before = member('vip', membership(CUSTOMER), vip);

    expect(expire(before, at(9))).toBe(before);
  });

  it('gives back the default chosen before', () => {
    const before = member('vip', membership(CUSTOMER), membership('pro', { defaultAt: at(1) }), vip);

    expect(groupsOf(expire(before, at(10)))).toEqual({
      default: 'pro',
      groups: ['pro', CUSTOMER].toSorted(),
    });
  });

  it('goes back further where that one is over too', () => {
    const pro = membership('pro', { defaultAt: at(1) });
    const gold = membership('gold', { defaultAt: at(5), expiresAt: at(20) });

    expect(groupsOf(expire(member('gold', membership(CUSTOMER), pro, vip, gold), at(30)))).toMatchObject({
      default: 'pro',
    });
  });

  it('gives the group Customer where nothing was chosen before, even to who is not in it', () => {
    expect(groupsOf(expire(member('vip', membership('news'), vip), at(10)))).toEqual({
      default: CUSTOMER,
      groups: ['news', CUSTOMER].toSorted(),
    });
    expect(groupsOf(expire(member('vip', vip), at(10)))).toEqual({ default: CUSTOMER, groups: [CUSTOMER] });
  });

  it('leaves a guest a guest', () => {
    expect(groupsOf(expire(member('vip', membership(GUEST), vip), at(10)))).toEqual({
      default: GUEST,
      groups: [GUEST],
    });
  });

  it('keeps the default when another group is over', () => {
    const before = member('pro', membership('pro', { defaultAt: at(4) }), vip);

    expect(groupsOf(expire(before, at(10)))).toEqual({ default: 'pro', groups: ['pro'] });
  });
});

describe('fallbackOf', () => {
  it('is what expiry will make the default', () => {
    const short = membership('short', { defaultAt: at(2), expiresAt: at(8) });
    const long = membership('long', { defaultAt: at(1), expiresAt: at(20) });
    const vip = membership('vip', { defaultAt: at(3), expiresAt: at(10) });
    const before = member('vip', membership(CUSTOMER), short, long, vip);

    expect(fallbackOf(before)).toBe('long');
    expect(expire(before, at(10)).defaultGroupId).toBe('long');
  });
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
