import { roleGroupId } from '../groups/role-groups.domain';
import {
  convert,
  expire,
  fallbackOf,
  type MemberState,
  type MembershipState,
  register,
  unknownMember,
} from './member.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const GUEST = roleGroupId(SHOP, 'guest');
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

  it('leaves what came with another customer that was merged into it before', () => {
    const asked = membership('asked', { base: { source: 'registration', expiresAt: null } });
    const before = { ...unknown(), memberships: [...unknown().memberships, asked] };

    expect(groupsOf(register(before, { ...facts, isGuest: true })).groups).toEqual(
      ['asked', GUEST].toSorted(),
    );
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

describe('convert', () => {
  it('puts a guest into the group of registered customers in place of that of guests, and keeps the others', () => {
    const guest = member('vip', membership(GUEST), membership('vip', { defaultAt: at(1) }));

    expect(groupsOf(convert(guest, at(5)))).toEqual({ default: 'vip', groups: [CUSTOMER, 'vip'].toSorted() });
    expect(groupsOf(convert(member(GUEST, membership(GUEST)), at(5)))).toEqual({
      ...{ default: CUSTOMER, groups: [CUSTOMER] },
    });
  });

  it('says all there is to say of a customer that was not heard of before', () => {
    expect(convert(unknownMember('customer', SHOP, at(0)), at(5))).toMatchObject({ registered: true });
  });
});
