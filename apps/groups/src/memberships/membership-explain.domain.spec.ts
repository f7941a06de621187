import { roleGroupId } from '../groups/role-groups.domain';
import { joinByHand } from './member-by-hand.domain';
import { type MemberState, unknownMember } from './member.domain';
import { countingOnly, decidingGroup } from './membership-explain.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
const join = (member: MemberState, groupId: string, expiresAt: Date | null, isDefault = false) =>
  joinByHand(member, { groupId, expiresAt, isDefault }, at(1));
const fresh = unknownMember('customer', SHOP, at(0));
const inBoth = join(join(fresh, 'vip', at(5), true), 'pro', at(9));
const POSITIONS = new Map([
  ['pro', 1],
  ['vip', 2],
  [CUSTOMER, 3],
]);

describe('decidingGroup', () => {
  it('is the default one until its time is over', () => {
    expect(decidingGroup('default-group', inBoth, POSITIONS, at(2))).toEqual({
      ...{ groupId: 'vip', changesAt: at(5) },
    });
    expect(decidingGroup('default-group', inBoth, POSITIONS, at(5))).toEqual({
      ...{ groupId: CUSTOMER, changesAt: null },
    });
  });

  it('is the first by position until its time is over, whatever ends before', () => {
    expect(decidingGroup('group-order', inBoth, POSITIONS, at(2))).toEqual({
      ...{ groupId: 'pro', changesAt: at(9) },
    });
    expect(decidingGroup('group-order', join(fresh, 'pro', null), POSITIONS, at(2)).changesAt).toBeNull();
  });

  it('may be another with each group that is over where the best price counts', () => {
    expect(decidingGroup('best-price', inBoth, POSITIONS, at(2))).toEqual({
      groupId: null,
      changesAt: at(5),
    });
    expect(decidingGroup('best-price', inBoth, POSITIONS, at(5)).changesAt).toEqual(at(9));
    expect(decidingGroup('best-price', inBoth, POSITIONS, at(9)).changesAt).toBeNull();
  });
});

describe('countingOnly', () => {
  const without = (...groupIds: readonly string[]) =>
    countingOnly(inBoth, (groupId) => !groupIds.includes(groupId), at(2));
  const decides = (policy: 'default-group' | 'group-order' | 'best-price', member: MemberState) =>
    decidingGroup(policy, member, POSITIONS, at(2));

  it('has the default group give way, where it does not count, to the one chosen last of those that do', () => {
    const chosenBoth = join(join(fresh, 'pro', at(4), true), 'vip', null, true);

    const member = countingOnly(chosenBoth, (groupId) => groupId !== 'vip', at(2));

    // Though it is over before: what follows the default one when that is over says nothing here.
    expect(decides('default-group', member)).toEqual({ groupId: 'pro', changesAt: at(4) });
  });

  it('leaves the default group where it is, if it counts', () => {
    expect(decides('default-group', without('pro'))).toEqual({ groupId: 'vip', changesAt: at(5) });
  });

  it('knows a customer by the group of registered ones where none of its groups counts', () => {
    expect(decides('default-group', without('vip', 'pro', CUSTOMER))).toEqual({
      ...{ groupId: CUSTOMER, changesAt: null },
    });
  });

  it('leaves out what does not count where the first or the best decides', () => {
    expect(decides('group-order', without('pro')).groupId).toBe('vip');
    expect(decides('best-price', without('vip')).changesAt).toEqual(at(9));
  });
});
