import { roleGroupId } from '../groups/role-groups.domain';
import { joinByHand } from '../memberships/member-by-hand.domain';
import { type MemberState, unknownMember } from '../memberships/member.domain';
import { applyBatch, type BatchChange } from './membership-batch.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
const NOW = at(1);
const fresh: MemberState = { ...unknownMember('customer', SHOP, at(0)), version: 1 };
const change: BatchChange = {
  ...{ action: 'add', groupId: 'vip', fromGroupId: null, isDefault: false, expiresAt: undefined },
  source: 'manual',
};
const inVip = (expiresAt: Date | null, isDefault = false): MemberState =>
  joinByHand(fresh, { groupId: 'vip', expiresAt, isDefault }, at(0));
const groupsOf = ({ memberships }: MemberState) => memberships.map(({ groupId }) => groupId);

describe('applyBatch', () => {
  it('adds a customer to a group, with what the membership rests on', () => {
    const { after, outcome } = applyBatch(fresh, { ...change, source: 'segment' }, NOW);

    expect(outcome).toBe('joined');
    expect(after.memberships[1]).toMatchObject({ groupId: 'vip', base: { source: 'segment' } });
    expect(after.defaultGroupId).toBe(CUSTOMER);
  });

  it('gives one who is in the group another end or makes it the default, and else leaves it alone', () => {
    const member = inVip(null);

    expect(applyBatch(member, change, NOW)).toEqual({ after: member, outcome: 'unchanged' });
    expect(applyBatch(member, { ...change, expiresAt: at(9) }, NOW)).toMatchObject({ outcome: 'changed' });
    expect(applyBatch(member, { ...change, isDefault: true }, NOW)).toMatchObject({
      ...{ outcome: 'changed', after: { defaultGroupId: 'vip' } },
    });
  });

  it('removes a customer from a group that is not its last', () => {
    const remove: BatchChange = { ...change, action: 'remove' };

    expect(groupsOf(applyBatch(inVip(null), remove, NOW).after)).toEqual([CUSTOMER]);
    expect(applyBatch(fresh, remove, NOW)).toEqual({ after: fresh, outcome: 'not-in-group' });
    expect(applyBatch(fresh, { ...remove, groupId: CUSTOMER }, NOW)).toEqual({
      ...{ after: fresh, outcome: 'last-membership' },
    });
  });

  it('moves a customer with its end, and the default with it', () => {
    const move: BatchChange = { ...change, action: 'move', groupId: 'pro', fromGroupId: 'vip' };
    const { after, outcome } = applyBatch(inVip(at(9), true), move, NOW);

    expect(outcome).toBe('moved');
    expect(after).toMatchObject({
      ...{
        defaultGroupId: 'pro',
        memberships: [{ groupId: CUSTOMER }, { groupId: 'pro', expiresAt: at(9) }],
      },
    });
    expect(applyBatch(inVip(at(9)), { ...move, expiresAt: null }, NOW).after.memberships[1]?.expiresAt).toBe(
      null,
    );
    expect(applyBatch(after, move, NOW)).toEqual({ after, outcome: 'not-in-group' });
  });

  it('takes what is over for gone', () => {
    expect(applyBatch(inVip(NOW), { ...change, action: 'remove' }, NOW).outcome).toBe('not-in-group');
    expect(applyBatch(inVip(NOW), change, NOW).outcome).toBe('joined');
  });
});
