import { roleGroupId } from '../groups/role-groups.domain';
import type { Grant } from '../memberships/grant.domain';
import { chooseDefault, joinByHand } from '../memberships/member-by-hand.domain';
import { type MemberState, unknownMember } from '../memberships/member.domain';
import { assign } from './assignment.domain';
import { isTakenBack, takeBack } from './reversal.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const day = (n: number) => new Date(Date.UTC(2027, 0, n, 12));
const zone = 'Europe/Paris';

const grant = (id: string, paid: number, changes: Partial<Grant> = {}): Grant => ({
  ...{ id, groupId: 'vip', orderId: `order-${id}`, lineId: `line-${id}`, productId: 'club', ruleId: 'rule' },
  ...{ grantedAt: day(paid), duration: 'P10D', until: null, onRepurchase: 'extend' },
  ...{ takeBack: true, makesDefault: true },
  ...changes,
});
const nobody = unknownMember('customer', SHOP, day(1));
const after = (member: MemberState, grants: readonly Grant[]): MemberState =>
  grants.reduce(
    (current, one, i) =>
      assign(current, [one], grants.slice(0, i), { paidAt: one.grantedAt, now: one.grantedAt, zone }),
    member,
  );
const shortly = ({ defaultGroupId, memberships }: MemberState) => ({
  default: defaultGroupId,
  vip: memberships.find(({ groupId }) => groupId === 'vip')?.expiresAt,
});
const at = (n: number) => ({ now: day(n), zone });

describe('isTakenBack', () => {
  it('is what the order or the line gave, unless the rule says that it stays', () => {
    const one = grant('a', 1);

    expect(isTakenBack(one, new Set(['order-a']))).toBe(true);
    expect(isTakenBack(one, new Set(['line-a']))).toBe(true);
    expect(isTakenBack(one, new Set(['line-b']))).toBe(false);
    expect(isTakenBack({ ...one, takeBack: false }, new Set(['order-a']))).toBe(false);
  });
});

describe('takeBack', () => {
  const [first, second] = [grant('a', 2), grant('b', 5)];

  it('takes the membership and the default that the order gave', () => {
    expect(shortly(takeBack(after(nobody, [first]), [first], [], at(6)))).toEqual({ default: CUSTOMER });
  });

  it('leaves the time that another order gave, counted from its payment', () => {
    const both = after(nobody, [first, second]);

    expect(shortly(takeBack(both, [first], [second], at(6)))).toEqual({ default: 'vip', vip: day(15) });
    expect(shortly(takeBack(both, [second], [first], at(6)))).toEqual({ default: 'vip', vip: day(12) });
  });

  it('leaves what was given by hand, until when it was', () => {
    const byHand = joinByHand(nobody, { groupId: 'vip', expiresAt: day(20), isDefault: false }, day(1));

    const member = after(byHand, [first]);

    expect(shortly(member)).toEqual({ default: 'vip', vip: day(30) });
    expect(shortly(takeBack(member, [first], [], at(6)))).toEqual({ default: CUSTOMER, vip: day(20) });
  });

  it('gives the default back to what was chosen otherwise', () => {
    const byHand = joinByHand(nobody, { groupId: 'vip', expiresAt: null, isDefault: true }, day(1));
    const silent = grant('c', 6, { makesDefault: false });

    expect(shortly(takeBack(after(byHand, [first]), [first], [], at(6)))).toEqual({
      default: 'vip',
      vip: null,
    });
    expect(shortly(takeBack(after(nobody, [first, silent]), [first], [silent], at(7)))).toMatchObject({
      default: CUSTOMER,
    });
    const chosen = chooseDefault(after(nobody, [first]), CUSTOMER, day(3));
    expect(shortly(takeBack(after(chosen, [second]), [second], [first], at(6))).default).toBe(CUSTOMER);
  });

  it('takes nothing that is over, and nothing from another group', () => {
    expect(shortly(takeBack(after(nobody, [first]), [first], [], at(20)))).toEqual({ default: CUSTOMER });
    const other = grant('d', 3, { groupId: 'pro' });
    expect(shortly(takeBack(after(nobody, [first, other]), [other], [first], at(6)))).toEqual({
      ...{ default: 'vip', vip: day(12) },
    });
  });
});
