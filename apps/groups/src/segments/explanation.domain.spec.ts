import { NOTHING_KNOWN } from '../../test/known-facts';
import { roleGroupId } from '../groups/role-groups.domain';
import { joinByHand } from '../memberships/member-by-hand.domain';
import { type MemberState, unknownMember } from '../memberships/member.domain';
import type { Definition } from './definition.domain';
import { endingsOf } from './endings.domain';
import { belonging, explain } from './explanation.domain';
import { momentOf } from '../shops/shop-day.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const PARIS = 'Europe/Paris';
const NOON = new Date('2026-03-01T12:00:00+01:00');
const TOMORROW = new Date('2026-03-02T12:00:00+01:00');
const LATER = new Date('2026-03-09T12:00:00+01:00');
const MOMENT = momentOf(NOON, PARIS);
const vip = { fact: 'groups', operator: 'anyOf', value: ['vip'] } as const;
const ofVip: Definition = { rule: null, includedGroupIds: ['vip'], excludedGroupIds: [] };
const everybody: Definition = {
  rule: { fact: 'ordersCount', operator: 'atLeast', value: 0 },
  includedGroupIds: [],
  excludedGroupIds: [],
};

const inVip = (expiresAt: Date | null): MemberState =>
  joinByHand(
    unknownMember('customer', SHOP, new Date(0)),
    { groupId: 'vip', expiresAt, isDefault: true },
    new Date(1),
  );

function reckoned(
  segment: Definition,
  member: MemberState,
  pin: Parameters<typeof belonging>[2] = null,
  isOpen = true,
) {
  const endings = endingsOf(member);
  const customer = { ...endings.factsAt(NOTHING_KNOWN, NOON), isOpen };
  const { belongs, changesAt } = belonging(segment, customer, pin, MOMENT, endings);
  return [belongs, changesAt?.toISOString()];
}

describe('belonging', () => {
  it('changes when the time in a group is over', () => {
    expect(reckoned(ofVip, inVip(TOMORROW))).toEqual([true, TOMORROW.toISOString()]);
    expect(reckoned(ofVip, inVip(null))).toEqual([true, undefined]);
    expect(reckoned(ofVip, inVip(NOON))).toEqual([false, undefined]);
    expect(reckoned({ ...everybody, excludedGroupIds: ['vip'] }, inVip(TOMORROW))).toEqual([
      ...[false, TOMORROW.toISOString()],
    ]);
  });

  it('changes when another group decides the prices', () => {
    const segment: Definition = {
      ...everybody,
      rule: { fact: 'defaultGroup', operator: 'equals', value: CUSTOMER },
    };

    expect(reckoned(segment, inVip(TOMORROW))).toEqual([false, TOMORROW.toISOString()]);
  });

  it('changes when a pin ends that decides otherwise than the rest', () => {
    const out = { effect: 'out', until: TOMORROW } as const;

    expect(reckoned(everybody, inVip(null), out)).toEqual([false, TOMORROW.toISOString()]);
    expect(reckoned(everybody, inVip(null), { ...out, until: null })).toEqual([false, undefined]);
    expect(reckoned(everybody, inVip(null), { ...out, effect: 'in' })).toEqual([true, undefined]);
    // The pin outlasts the group, so that it is the pin whose end counts; and the other way round.
    expect(reckoned(ofVip, inVip(TOMORROW), { effect: 'in', until: LATER })).toEqual([
      ...[true, LATER.toISOString()],
    ]);
    expect(reckoned(ofVip, inVip(LATER), { effect: 'in', until: TOMORROW })).toEqual([
      ...[true, LATER.toISOString()],
    ]);
  });

  it('never changes for who is closed', () => {
    expect(reckoned(ofVip, inVip(TOMORROW), null, false)).toEqual([false, undefined]);
  });
});

describe('explain', () => {
  it('tells of a condition on groups when it comes to something else', () => {
    const endings = endingsOf(inVip(TOMORROW));
    const facts = endings.factsAt(NOTHING_KNOWN, NOON);

    expect(explain({ not: vip }, facts, MOMENT, endings)).toEqual({
      result: false,
      not: { ...vip, result: true, actual: [CUSTOMER, 'vip'], changesAt: TOMORROW.toISOString() },
    });
  });
});
