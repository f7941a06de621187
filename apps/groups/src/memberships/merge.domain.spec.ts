import { roleGroupId } from '../groups/role-groups.domain';
import type { Grant } from './grant.domain';
import { chooseDefault, joinByHand } from './member-by-hand.domain';
import { type MovedMembership, mergeMembers, unmergeMembers } from './merge.domain';
import type { MemberState, MembershipState } from './member.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const GUEST = roleGroupId(SHOP, 'guest');
const day = (n: number) => new Date(Date.UTC(2027, 0, n));
const at = { now: day(10), zone: 'Europe/Paris' };

const membership = (groupId: string, changes: Partial<MembershipState> = {}): MembershipState => ({
  ...{ groupId, startedAt: day(1), expiresAt: null, defaultAt: null, chosenAt: null, grantId: null },
  ...{ base: { source: 'manual', expiresAt: changes.expiresAt ?? null } },
  ...changes,
});
const member = (customerId: string, ...memberships: MembershipState[]): MemberState => ({
  ...{ customerId, shopId: SHOP, registered: true, version: 1, memberships },
  defaultGroupId: memberships[0]?.groupId ?? '',
});
const grant = (id: string): Grant => ({
  ...{ id, groupId: 'vip', orderId: 'order', lineId: id, productId: 'club', ruleId: 'rule' },
  ...{ grantedAt: day(2), duration: 'P10D', until: null, onRepurchase: 'extend' },
  ...{ takeBack: true, makesDefault: false },
});
const inGroup = ({ memberships }: MemberState, groupId: string) =>
  memberships.find((one) => one.groupId === groupId);
const endOf = (of: MemberState, groupId: string) => inGroup(of, groupId)?.expiresAt;

describe('mergeMembers', () => {
  it('moves every group but those of the roles', () => {
    const from = member('guest', membership(GUEST), membership('vip'));

    const merged = mergeMembers({ from, into: member('customer', membership(CUSTOMER)) }, [], at);

    expect(merged.from.memberships.map(({ groupId }) => groupId)).toEqual([GUEST]);
    expect(merged.into.memberships.map(({ groupId }) => groupId)).toEqual([CUSTOMER, 'vip']);
    expect(merged.into.defaultGroupId).toBe(CUSTOMER);
  });

  it.each([
    ['the later end', day(20), day(30), day(30)],
    ['the own end if that is later', day(30), day(20), day(30)],
    ['no end if either has none', day(30), null, null],
    ['no end if the other has none', null, day(30), null],
  ])('keeps %s', (_, theirs, own, expected) => {
    const from = member('from', membership('vip', { expiresAt: theirs }));
    const into = member('into', membership('vip', { expiresAt: own }));

    expect(endOf(mergeMembers({ from, into }, [], at).into, 'vip')).toEqual(expected);
  });

  it('adds up what both paid for', () => {
    const bought = membership('vip', { base: null, grantId: 'a', expiresAt: day(12) });
    const from = member('from', membership(CUSTOMER), bought);
    const into = member('into', membership(CUSTOMER), { ...bought, grantId: 'b' });

    expect(endOf(mergeMembers({ from, into }, [grant('a'), grant('b')], at).into, 'vip')).toEqual(day(22));
  });

  it('ends with the longer of what both paid for where the rule ignores buying again', () => {
    const trial = (id: string, duration: string): Grant => ({
      ...{ ...grant(id), duration, onRepurchase: 'ignore', beganApart: true },
    });
    const bought = (id: string, end: Date) => membership('vip', { base: null, grantId: id, expiresAt: end });
    const from = member('from', membership(CUSTOMER), bought('a', day(12)));
    const into = member('into', membership(CUSTOMER), bought('b', day(32)));
    const grants = [trial('a', 'P10D'), trial('b', 'P30D')];

    expect(endOf(mergeMembers({ from, into }, grants, at).into, 'vip')).toEqual(day(32));
    expect(endOf(mergeMembers({ from: into, into: from }, grants, at).into, 'vip')).toEqual(day(32));
  });

  it('makes the default what was chosen last', () => {
    const from = member('from', membership('vip', { defaultAt: day(5) }));
    const into = member('into', membership('club', { defaultAt: day(3) }));

    expect(mergeMembers({ from, into }, [], at).into.defaultGroupId).toBe('vip');
  });

  it('remembers what somebody chose, for when the order that chose later goes back', () => {
    const byHand = joinByHand(
      member('into', membership(CUSTOMER)),
      { groupId: 'vip', expiresAt: null, isDefault: true },
      day(3),
    );
    const from = member('from', membership(CUSTOMER), membership('vip', { defaultAt: day(5) }));

    const { into } = mergeMembers({ from, into: byHand }, [], at);

    expect(inGroup(into, 'vip')).toMatchObject({ defaultAt: day(5), chosenAt: day(3) });
  });

  it('moves nothing that is over', () => {
    const from = member('from', membership(CUSTOMER), membership('vip', { expiresAt: day(9) }));

    expect(mergeMembers({ from, into: member('into', membership(CUSTOMER)) }, [], at).moved).toEqual([]);
  });
});

describe('unmergeMembers', () => {
  const from = member(
    'from',
    membership(CUSTOMER),
    membership('vip', { expiresAt: day(20), defaultAt: day(5) }),
  );
  const into = member('into', membership(CUSTOMER), membership('vip', { expiresAt: day(15) }));
  const merged = mergeMembers({ from, into }, [], at);
  const undo = (survivor: MemberState, moved: readonly MovedMembership[] = merged.moved) =>
    unmergeMembers({ from: merged.from, into: survivor }, moved, { from: [], into: [] }, at);

  it('gives both what they had', () => {
    const { returned, ...apart } = undo(merged.into);

    expect([endOf(apart.from, 'vip'), endOf(apart.into, 'vip')]).toEqual([day(20), day(15)]);
    expect([apart.from.defaultGroupId, apart.into.defaultGroupId]).toEqual(['vip', CUSTOMER]);
    expect(returned).toEqual(['vip']);
  });

  it('leaves what somebody chose for the survivor since', () => {
    const chosen = chooseDefault(merged.into, CUSTOMER, day(6));
    const again = chooseDefault(chosen, 'vip', day(7));

    expect(inGroup(undo(again).into, 'vip')).toMatchObject({ defaultAt: day(7), chosenAt: day(7) });
  });

  it('leaves what was decided about the survivor since', () => {
    const decided = member('into', membership(CUSTOMER), membership('vip', { expiresAt: day(28) }));

    const apart = undo(decided);

    expect([endOf(apart.from, 'vip'), endOf(apart.into, 'vip')]).toEqual([day(20), day(28)]);
  });

  it('gives nothing back that the survivor was taken out of', () => {
    const apart = undo(member('into', membership(CUSTOMER)));

    expect(apart).toMatchObject({ returned: [] });
    expect(apart.from.memberships.map(({ groupId }) => groupId)).toEqual([CUSTOMER]);
  });

  it('gives nothing back that is over by now', () => {
    const later = { ...at, now: day(25) };

    const apart = unmergeMembers(
      { from: merged.from, into: merged.into },
      merged.moved,
      { from: [], into: [] },
      later,
    );

    expect(apart.from.memberships.map(({ groupId }) => groupId)).toEqual([CUSTOMER]);
  });
});
