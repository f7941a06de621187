import { type MemberState, unknownMember } from '../memberships/member.domain';
import { roleGroupId } from '../groups/role-groups.domain';
import { assign, assignmentsOf, type Payment, type Rule } from './assignment.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const CUSTOMER = roleGroupId(SHOP, 'customer');
const paidAt = new Date('2027-01-31T10:00:00Z');
const zone = 'Europe/Paris';

const payment = (changes: Partial<Payment> = {}): Payment => ({
  ...{ orderId: 'order', total: '12.00', currency: 'EUR', paidAt },
  lines: [
    { lineId: 'line-1', productId: 'club', defaultCategoryId: 'clubs' },
    { lineId: 'line-2', productId: 'tea', defaultCategoryId: 'teas' },
    { lineId: 'line-3', productId: 'gold', defaultCategoryId: null },
  ],
  ...changes,
});
const rule = (productId: string, groupId: string, changes: Partial<Rule> = {}): Rule => ({
  ...{ categoryId: null, minimumTotal: null, currency: null },
  ...{ id: `${productId}-${groupId}`, productId, groupIds: [groupId], defaultGroupId: groupId },
  ...{ duration: 'P1M', until: null, priority: 0, onRepurchase: 'extend' },
  takeBack: true,
  ...changes,
});
const options = () => {
  let count = 0;
  return { zone, newId: () => `grant-${++count}` };
};

describe('assignmentsOf', () => {
  it('gives each group of each rule on each line bought', () => {
    const grants = assignmentsOf(
      payment(),
      [rule('club', 'vip', { groupIds: ['vip', 'news'] })],
      [],
      options(),
    );

    expect(grants.map(({ lineId, ruleId, groupId }) => [lineId, ruleId, groupId])).toEqual([
      ['line-1', 'club-vip', 'vip'],
      ['line-1', 'club-vip', 'news'],
    ]);
  });

  const onCategory = (categoryId: string) => rule('', 'vip', { productId: null, categoryId });
  const onAmount = (minimumTotal: string, currency = 'EUR') =>
    rule('', 'vip', { productId: null, minimumTotal, currency });

  it('gives by the default category of what is bought', () => {
    const grants = assignmentsOf(payment(), [onCategory('teas'), onCategory('coffees')], [], options());

    expect(grants).toMatchObject([{ lineId: 'line-2', productId: 'tea' }]);
  });

  it('gives once for the amount of an order, in the currency of the rule', () => {
    const rules = [onAmount('12'), onAmount('12.01'), onAmount('1', 'NOK')];

    const grants = assignmentsOf(payment(), rules, [], options());

    expect(grants).toMatchObject([{ lineId: 'order', productId: null, groupId: 'vip' }]);
  });

  it('leaves out what was dealt with, even if the rule gives more now', () => {
    const before = [{ lineId: 'line-1', ruleId: 'club-vip' }];

    expect(
      assignmentsOf(payment(), [rule('club', 'vip', { groupIds: ['vip', 'new'] })], before, options()),
    ).toEqual([]);
  });

  it.each(['0', '0.00', '-1.00'])('gives nothing for an order of %s', (total) => {
    expect(assignmentsOf(payment({ total }), [rule('club', 'vip')], [], options())).toEqual([]);
  });

  it('lets the last day count in full', () => {
    const [grant] = assignmentsOf(
      payment(),
      [rule('club', 'vip', { duration: null, until: '2027-02-28' })],
      [],
      options(),
    );

    expect(grant?.until).toEqual(new Date('2027-02-28T23:00:00Z'));
  });

  it('chooses the default of the highest priority, then of the latest line', () => {
    const chosen = (...rules: Rule[]) =>
      assignmentsOf(payment(), rules, [], options()).find(({ makesDefault }) => makesDefault)?.groupId;

    expect(chosen(rule('club', 'vip'), rule('gold', 'gold'))).toBe('gold');
    expect(chosen(rule('gold', 'gold'), rule('club', 'vip', { priority: 1 }))).toBe('vip');
    expect(chosen(rule('club', 'vip'), rule('gold', 'gold', { defaultGroupId: null }))).toBe('vip');
    expect(chosen(rule('gold', 'gold', { defaultGroupId: null }))).toBeUndefined();
    expect(chosen(rule('club', 'pro'), onAmount('1'))).toBe('pro');
  });
});

describe('assign', () => {
  const member = unknownMember('customer', SHOP, new Date('2027-01-01T00:00:00Z'));
  const at = (now: Date) => ({ paidAt, now, zone });
  const run = (before: MemberState, rules: Rule[], now = paidAt) =>
    assign(before, assignmentsOf(payment(), rules, [], options()), [], at(now));

  it('joins for a month by the calendar and becomes the default', () => {
    const after = run(member, [rule('club', 'vip')]);

    expect(after.defaultGroupId).toBe('vip');
    expect(after.memberships).toContainEqual({
      ...{ groupId: 'vip', startedAt: paidAt, expiresAt: new Date('2027-02-28T10:00:00Z') },
      ...{ defaultAt: paidAt, chosenAt: null, base: null, grantId: 'grant-1' },
    });
  });

  it('leaves the default alone where the rule chooses none', () => {
    expect(run(member, [rule('club', 'vip', { defaultGroupId: null })]).defaultGroupId).toBe(CUSTOMER);
  });

  it('gives nothing that is over by now', () => {
    const after = run(member, [rule('club', 'vip')], new Date('2027-03-01T00:00:00Z'));

    expect(after.memberships.map(({ groupId }) => groupId)).toEqual([CUSTOMER]);
    expect(after.defaultGroupId).toBe(CUSTOMER);
  });

  it('does not take back what was chosen by hand after the payment', () => {
    const chosen = member.memberships.map((membership) => ({
      ...membership,
      defaultAt: new Date('2027-02-01T00:00:00Z'),
    }));

    expect(run({ ...member, memberships: chosen }, [rule('club', 'vip')]).defaultGroupId).toBe(CUSTOMER);
  });

  it('extends by two lines of one order', () => {
    const both = [rule('club', 'vip'), rule('tea', 'vip')];

    expect(run(member, both).memberships.find(({ groupId }) => groupId === 'vip')?.expiresAt).toEqual(
      new Date('2027-03-28T09:00:00Z'),
    );
  });
});
