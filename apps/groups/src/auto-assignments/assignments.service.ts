import { Clock } from '@clientele/config';
import { newId, type OrderFacts, systemActor } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import type { Grant } from '../memberships/grant.domain';
import type { MemberChange } from '../memberships/member-change.domain';
import type { MemberState } from '../memberships/member.domain';
import { readGrants, type StoredGrant } from '../memberships/members.queries';
import { Members } from '../memberships/members.service';
import { MergesConsumer } from '../memberships/merges.consumer';
import { ShopZones } from '../shops/shop-zones.service';
import {
  assign,
  assignmentsOf,
  ignoredForGood,
  type Payment,
  type Rule,
  rulesMetBy,
} from './assignment.domain';
import { readRulesOn } from './assignments.queries';
import { isTakenBack, type Reversed } from './reversal.domain';
import { readReversed, revokeTaken } from './reversals.queries';
import { roundsOf } from './rounds';

/** An order that was paid for. */
export interface PaidOrder {
  readonly paidAt: Date;
  readonly order: OrderFacts;
}

/** What an order gave, and what became of it: the end of the membership, null: none; undefined: there is none, it is over. */
export interface Assigned {
  readonly paid: PaidOrder;
  readonly grant: Grant;
  readonly expiresAt: Date | null | undefined;
}

/** An order that meets rules. */
interface Earning {
  readonly paid: PaidOrder;
  readonly payment: Payment;
  readonly rules: readonly Rule[];
}

/** What is known of a round when all its customers are locked. */
interface Known {
  readonly members: ReadonlyMap<string, MemberState>;
  readonly grants: readonly StoredGrant[];
  readonly reversed: Reversed;
  /** Where the days of the shop are counted. */
  readonly zone: string;
}

/** What becomes of a customer by an order. */
interface Outcome {
  readonly change: MemberChange;
  /** Grants of before that never count from now on. */
  readonly revoked: readonly Grant[];
  readonly assigned: readonly Assigned[];
}

/** Puts customers into the groups that what they paid for gives. */
@Injectable()
export class Assignments {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
    private readonly merges: MergesConsumer,
  ) {}

  /**
   * Gives what orders give by the rules there are now, and tells what that is that counts. What an order was dealt with by a
   * rule already is left out. All take a handful of statements, however many they are; those of one customer follow each
   * other.
   */
  async assign(
    tx: Tx,
    shopId: string,
    orders: readonly PaidOrder[],
    by: string,
  ): Promise<readonly Assigned[]> {
    const payments = orders.map((paid) => ({ paid, payment: paymentOf(paid) }));
    const rules = await readRulesOn(
      tx,
      shopId,
      payments.map(({ payment }) => payment),
    );
    const earning = payments
      .map((one) => ({ ...one, rules: rulesMetBy(one.payment, rules) }))
      .filter((one) => one.rules.length > 0);
    const assigned: Assigned[] = [];
    for (const round of roundsOf(earning, ({ paid: { order } }) => [order.customerId, order.orderId]))
      assigned.push(...(await this.assignRound(tx, shopId, round, by)));
    return assigned;
  }

  private async assignRound(
    tx: Tx,
    shopId: string,
    round: readonly Earning[],
    by: string,
  ): Promise<readonly Assigned[]> {
    const known = await this.lockAndRead(tx, shopId, round);
    const outcomes = round.flatMap((earning) => this.outcomeOf(earning, known));
    const revoked = outcomes.flatMap((outcome) => outcome.revoked.map(({ id }) => id));
    if (revoked.length > 0) await revokeTaken.rows(tx, [revoked, this.clock.now()]);
    await this.members.save(
      tx,
      outcomes.map(({ change }) => change),
      systemActor(by),
    );
    await this.merges.follow(tx, ...round.map(customerOf));
    return outcomes.flatMap(({ assigned }) => assigned);
  }

  private async lockAndRead(tx: Tx, shopId: string, round: readonly Earning[]): Promise<Known> {
    const customerIds = round.map(customerOf);
    const orderIds = round.map(({ payment }) => payment.orderId);
    const groupIds = new Set(round.flatMap(groupsOf));
    const members = await this.members.lockOrOpenAll(tx, shopId, customerIds);
    const grants = await readGrants(tx, customerIds, [...groupIds], orderIds);
    const reversed = await readReversed(tx, orderIds);
    const zone = await this.zones.of(tx, shopId);
    return { zone, members: new Map(members.map((member) => [member.customerId, member])), grants, reversed };
  }

  private outcomeOf(earning: Earning, { members, grants: stored, reversed, zone }: Known): Outcome[] {
    const { paid, payment, rules } = earning;
    const before = members.get(customerOf(earning));
    if (!before) return [];
    const known = stored.filter(concerns(earning));
    const earlier = known.filter((grant) => grant.counts && grant.customerId === before.customerId);
    const grants = assignmentsOf(payment, rules, known, { zone, newId });
    const given = grants.filter((grant) => !isTakenBack(grant, reversed));

    const now = this.clock.now();
    const at = { paidAt: payment.paidAt, now, zone };
    const after = assign(before, given, earlier, at);
    const ignored = new Set(ignoredForGood(before, [...earlier, ...given], at).map(({ id }) => id));
    const counts = (grant: Grant) => given.includes(grant) && !ignored.has(grant.id);
    const endOf = ({ groupId }: Grant) => after.memberships.find((one) => one.groupId === groupId)?.expiresAt;
    return [
      {
        change: {
          ...{ before, after },
          grants: grants.map((grant) => (counts(grant) ? grant : { ...grant, revokedAt: now })),
        },
        revoked: earlier.filter(({ id }) => ignored.has(id)),
        assigned: grants.filter(counts).map((grant) => ({ paid, grant, expiresAt: endOf(grant) })),
      },
    ];
  }
}

const customerOf = ({ paid }: Earning): string => paid.order.customerId;

const groupsOf = ({ rules }: Earning): readonly string[] => rules.flatMap(({ groupIds }) => groupIds);

/** Whether a grant is the customer's in one of the groups, or came of the order, whoever has it now. */
function concerns(earning: Earning): (grant: StoredGrant) => boolean {
  const groupIds = new Set(groupsOf(earning));
  return ({ customerId, groupId, orderId }) =>
    (customerId === customerOf(earning) && groupIds.has(groupId)) || orderId === earning.payment.orderId;
}

const paymentOf = ({ paidAt, order: { orderId, total, currency, lines } }: PaidOrder): Payment => ({
  ...{ orderId, total, currency, paidAt },
  lines: lines.map(({ lineId, productId, categoryIds, defaultCategoryId }) => ({
    ...{ lineId, productId },
    defaultCategoryId: defaultCategoryId === undefined ? (categoryIds[0] ?? null) : defaultCategoryId,
  })),
});
