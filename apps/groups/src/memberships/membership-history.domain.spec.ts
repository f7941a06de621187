import { roleGroupId } from '../groups/role-groups.domain';
import type { Grant } from './grant.domain';
import { inGroup, type MemberState, type MembershipState, unknownMember } from './member.domain';
import { historyOf } from './membership-history.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
const fresh = unknownMember('customer', SHOP, at(0));
const stored: MemberState = { ...fresh, version: 1 };
const vip = (expiresAt: Date | null): MembershipState => ({ ...inGroup('vip', 'manual', at(0)), expiresAt });
const withVip = (expiresAt: Date | null): MemberState => ({
  ...{ ...stored, memberships: [...stored.memberships, vip(expiresAt)] },
});
const grant: Grant = {
  ...{ id: 'grant', groupId: 'vip', orderId: 'order', lineId: 'line', productId: 'club', ruleId: 'rule' },
  ...{ grantedAt: at(0), duration: null, until: null, onRepurchase: 'extend' },
  ...{ takeBack: true, makesDefault: true },
};
const kindsOf = (before: MemberState, after: MemberState) =>
  historyOf({ before, after }).map(({ kind, groupId }) => [kind, groupId]);

describe('historyOf', () => {
  it('tells who joins and leaves, and whose end moves', () => {
    expect(kindsOf(fresh, fresh)).toEqual([['joined', CUSTOMER]]);
    expect(kindsOf(stored, withVip(null))).toEqual([['joined', 'vip']]);
    expect(kindsOf(withVip(at(5)), stored)).toEqual([['left', 'vip']]);
    expect(kindsOf(withVip(at(5)), withVip(at(6)))).toEqual([['extended', 'vip']]);
    expect(kindsOf(withVip(at(5)), withVip(null))).toEqual([['extended', 'vip']]);
    expect(kindsOf(withVip(null), withVip(at(5)))).toEqual([['shortened', 'vip']]);
    expect(kindsOf(withVip(at(5)), withVip(at(5)))).toEqual([]);
  });

  it('tells which group became the default', () => {
    const after = { ...withVip(null), defaultGroupId: 'vip' };

    expect(historyOf({ before: withVip(null), after, grants: [grant] })).toEqual([
      { customerId: 'customer', groupId: 'vip', kind: 'made-default', expiresAt: null, grantId: 'grant' },
    ]);
  });

  it('names what was taken back as the cause', () => {
    expect(historyOf({ before: withVip(null), after: stored, taken: [grant] })).toMatchObject([
      { kind: 'left', grantId: 'grant' },
    ]);
  });
});
