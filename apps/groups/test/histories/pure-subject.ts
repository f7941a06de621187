import {
  assign,
  assignmentsOf,
  ignoredForGood,
  type Payment,
  type Rule,
} from '../../src/auto-assignments/assignment.domain';
import { isTakenBack, takeBack } from '../../src/auto-assignments/reversal.domain';
import { roleGroupId } from '../../src/groups/role-groups.domain';
import type { Grant } from '../../src/memberships/grant.domain';
import { chooseDefault, joinByHand, leaveByHand } from '../../src/memberships/member-by-hand.domain';
import { expire, type MemberState, unknownMember } from '../../src/memberships/member.domain';
import { GROUPS, type ModelRule, productOf, ruleOf } from './history';
import type { Groups, PaidOrder } from './model';
import type { Subject } from './play';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const GROUP_IDS = Array.from({ length: GROUPS }, (_, group) => `group-${group}`);

/** The rules of the service with nothing but memory around them. */
export class PureSubject implements Subject {
  private member: MemberState;
  private ledger: { readonly grant: Grant; counts: boolean }[] = [];
  private readonly back = new Map<number, Set<string>>();
  private rules: readonly ModelRule[] = [];

  constructor(
    private readonly zone: string,
    begins: Date,
  ) {
    this.member = unknownMember('customer', SHOP, begins);
  }

  async setRules(rules: readonly ModelRule[]): Promise<void> {
    this.rules = rules;
  }

  async pay(order: PaidOrder, now: Date): Promise<void> {
    const payment = paymentOf(order);
    const rules = this.rules
      .filter(({ enabled }) => enabled)
      .map((rule) => ruleOf(rule, GROUP_IDS, `rule-${rule.number}`))
      .filter((rule) => this.grantsOf(payment, [rule]).length > 0);
    if (rules.length === 0) return;

    const known = this.ledger
      .filter(({ grant }) => grant.orderId === payment.orderId)
      .map(({ grant }) => grant);
    const reversed = this.back.get(order.number) ?? new Set();
    const grants = this.grantsOf(payment, rules, known);
    const given = grants.filter((grant) => !isTakenBack(grant, reversed));
    const at = { paidAt: order.paidAt, now, zone: this.zone };
    const ignored = ignoredForGood(this.member, [...this.counting(), ...given], at);
    this.member = assign(this.member, given, this.counting(), at);
    this.ledger.push(...grants.map((grant) => ({ grant, counts: given.includes(grant) })));
    this.revoke((grant) => ignored.includes(grant));
  }

  async takeBack({ number }: PaidOrder, line: number | null, now: Date): Promise<void> {
    const reversed = this.back.get(number) ?? new Set();
    this.back.set(number, reversed.add(line === null ? orderIdOf(number) : lineIdOf(number, line)));
    const taken = this.counting().filter(
      (grant) => grant.orderId === orderIdOf(number) && isTakenBack(grant, reversed),
    );
    this.revoke((grant) => taken.includes(grant));
    this.member = takeBack(this.member, taken, this.counting(), { now, zone: this.zone });
  }

  async join(group: number, expiresAt: Date | null, isDefault: boolean, now: Date): Promise<void> {
    const groupId = GROUP_IDS[group] ?? '';
    this.revoke((grant) => grant.groupId === groupId);
    this.member = joinByHand(expire(this.member, now), { groupId, expiresAt, isDefault }, now);
  }

  async leave(group: number, now: Date): Promise<void> {
    const groupId = GROUP_IDS[group] ?? '';
    this.revoke((grant) => grant.groupId === groupId);
    this.member = leaveByHand(expire(this.member, now), groupId, now);
  }

  async choose(group: number, now: Date): Promise<void> {
    this.member = chooseDefault(expire(this.member, now), GROUP_IDS[group] ?? '', now);
  }

  async expire(now: Date): Promise<void> {
    this.member = expire(this.member, now);
  }

  async groups(now: Date): Promise<Groups> {
    const { defaultGroupId, memberships } = expire(this.member, now);
    return {
      default: GROUP_IDS.indexOf(defaultGroupId),
      ends: Object.fromEntries(
        memberships
          .map(({ groupId, expiresAt }) => [numberOf(groupId), expiresAt?.toISOString() ?? null] as const)
          .toSorted(([a], [b]) => a - b),
      ),
    };
  }

  private counting(): Grant[] {
    return this.ledger.filter(({ counts }) => counts).map(({ grant }) => grant);
  }

  private revoke(which: (grant: Grant) => boolean): void {
    for (const entry of this.ledger) if (which(entry.grant)) entry.counts = false;
  }

  private grantsOf(payment: Payment, rules: readonly Rule[], known: readonly Grant[] = []): Grant[] {
    return assignmentsOf(payment, rules, known, {
      zone: this.zone,
      newId: () => `grant-${this.ledger.length}`,
    });
  }
}

// The order as a whole comes before its lines, as the model has it.
const orderIdOf = (order: number): string => lineIdOf(order, -1);
const lineIdOf = (order: number, line: number): string =>
  `order-${String(order).padStart(3, '0')}-${line + 1}`;

const numberOf = (groupId: string): number =>
  groupId === roleGroupId(SHOP, 'customer') ? -1 : GROUP_IDS.indexOf(groupId);

const paymentOf = ({ number, products, total, paidAt }: PaidOrder): Payment => ({
  ...{ orderId: orderIdOf(number), total, currency: 'EUR', paidAt },
  lines: products.map((product, line) => ({ lineId: lineIdOf(number, line), ...productOf(product) })),
});
