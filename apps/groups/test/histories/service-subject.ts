import {
  type DomainEvent,
  orderCancelled,
  type OrderFacts,
  paymentAccepted,
  type PaymentRefunded,
  paymentRefunded,
  systemActor,
} from '@clientele/contracts';
import type { Once } from '@clientele/http';
import { anEmployee, TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AutoAssignment } from '../../src/auto-assignments/auto-assignment.entity';
import { AutoAssignmentGroup } from '../../src/auto-assignments/auto-assignment-group.entity';
import { PaymentsConsumer } from '../../src/auto-assignments/payments.consumer';
import { ReversalsConsumer } from '../../src/auto-assignments/reversals.consumer';
import { ExpirySchedule } from '../../src/memberships/expiry-schedule.service';
import { MembershipsQueries } from '../../src/memberships/memberships.queries';
import { MembershipsService } from '../../src/memberships/memberships.service';
import type { MemberShop } from '../member-shop';
import { LINES, type ModelRule, productOf, ruleOf, STEPS } from './history';
import type { Groups, PaidOrder } from './model';
import type { Subject } from './play';

/** An order and its lines. */
const OF_ORDER = 1 + LINES;

/** The whole service and its database, for one customer. */
export class ServiceSubject implements Subject {
  private readonly employee = anEmployee();
  private readonly ruleIds = Array.from({ length: 4 }, () => uuidv7());
  private readonly facts = new Map<number, OrderFacts>();
  /** Of orders and their lines, in the order of their numbers, whichever is heard of first. */
  private readonly ids = Array.from({ length: STEPS * OF_ORDER }, () => uuidv7());

  constructor(
    private readonly shop: MemberShop,
    private readonly groupIds: readonly string[],
    private readonly customerId: string,
    private readonly setNow: (now: Date) => void,
  ) {}

  async setRules(rules: readonly ModelRule[]): Promise<void> {
    const dates = { version: 1, createdAt: new Date(), updatedAt: new Date() };
    const rows = rules.map((rule) => ({
      ...ruleOf(rule, this.groupIds, this.ruleIds[rule.number] ?? ''),
      ...{ ...dates, shopId: TEST_SHOP, enabled: rule.enabled },
    }));
    await this.shop.service.db.transaction(async (tx) => {
      await tx.query('DELETE FROM auto_assignments');
      await tx.insert(AutoAssignment, rows);
      const groups = rows.flatMap(({ id: ruleId, groupIds }) =>
        groupIds.map((groupId) => ({ ruleId, groupId })),
      );
      await tx.insert(AutoAssignmentGroup, groups);
    });
  }

  async pay(order: PaidOrder, now: Date): Promise<void> {
    this.setNow(now);
    const event = paymentAccepted.create(circumstances(order), this.factsOf(order));
    // Twice at once, as it may come.
    await this.shop.service.db.transaction((tx) => this.get(PaymentsConsumer).assign([event, event], tx));
  }

  async takeBack(order: PaidOrder, line: number | null, now: Date): Promise<void> {
    this.setNow(now);
    const facts = this.factsOf(order);
    const consumer = this.get(ReversalsConsumer);
    await this.shop.service.db.transaction((tx) =>
      line === null
        ? consumer.cancelled(orderCancelled.create(circumstances(order), facts), tx)
        : consumer.refunded(aRefund(order, facts, facts.lines[line]?.lineId ?? ''), tx),
    );
  }

  async join(group: number, until: Date | null, isDefault: boolean, now: Date): Promise<void> {
    this.setNow(now);
    const body = { ...this.one(group), expiresAt: until?.toISOString() ?? null, isDefault };
    const once: Once = (work) => this.shop.service.db.transaction(work);
    await this.get(MembershipsService).join(once, this.employee, body);
  }

  async leave(group: number, now: Date): Promise<void> {
    this.setNow(now);
    const { customerId, groupId } = this.one(group);
    await this.get(MembershipsService).leave(this.employee, customerId, groupId);
  }

  async choose(group: number, now: Date): Promise<void> {
    this.setNow(now);
    const { customerId, groupId } = this.one(group);
    await this.get(MembershipsService).chooseDefault(this.employee, customerId, groupId);
  }

  async expire(now: Date): Promise<void> {
    this.setNow(now);
    await this.get(ExpirySchedule).run();
  }

  async groups(now: Date): Promise<Groups> {
    this.setNow(now);
    const { defaultGroupId, items } = await this.get(MembershipsQueries).read(
      this.shop.service.db,
      this.employee,
      this.customerId,
    );
    const ends = items
      .map(({ groupId, expiresAt }) => [this.groupIds.indexOf(groupId), expiresAt] as const)
      .toSorted(([a], [b]) => a - b);
    return { default: this.groupIds.indexOf(defaultGroupId), ends: Object.fromEntries(ends) };
  }

  private get<T>(type: new (...parameters: never[]) => T): T {
    return this.shop.service.app.get(type);
  }

  private one(group: number) {
    return { customerId: this.customerId, groupId: this.groupIds[group] ?? '' };
  }

  private factsOf({ number, products, total, paidAt }: PaidOrder): OrderFacts {
    const known = this.facts.get(number);
    if (known) return known;
    const [orderId = '', ...lineIds] = this.ids.slice(number * OF_ORDER, (number + 1) * OF_ORDER);
    const facts: OrderFacts = {
      ...{ orderId, customerId: this.customerId, reference: 'KPTWXZCHM', currency: 'EUR', total },
      ...{ totalTaxExcluded: total, placedAt: paidAt.toISOString() },
      lines: products.map((product, line) => ({
        ...{
          lineId: lineIds[line] ?? '',
          ...productOf(product),
          categoryIds: ['others'],
          quantity: 1,
          total: '10.00',
        },
      })),
    };
    this.facts.set(number, facts);
    return facts;
  }
}

const circumstances = ({ paidAt }: PaidOrder) => ({
  ...{ aggregate: { id: uuidv7(), version: 1 }, shopId: TEST_SHOP, actor: systemActor('test') },
  occurredAt: paidAt,
});

const aRefund = (order: PaidOrder, facts: OrderFacts, lineId: string): DomainEvent<PaymentRefunded> =>
  paymentRefunded.create(circumstances(order), {
    ...{ ...facts, amount: '1.00', refunded: '1.00', isFull: false, refundedLineIds: [lineId] },
  });
