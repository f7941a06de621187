import { Clock } from '@clientele/config';
import { type OrderFacts, systemActor } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { GroupsConfig } from '../groups.config';
import type { Grant } from '../memberships/grant.domain';
import { readGrants } from '../memberships/members.queries';
import { Members } from '../memberships/members.service';
import { MergesConsumer } from '../memberships/merges.consumer';
import { assign, assignmentsOf, ignoredForGood, isFree, type Payment, type Rule } from './assignment.domain';
import { isTakenBack } from './reversal.domain';
import { readReversed, revokeTaken } from './reversals.queries';

// Nothing when automatic assignment is off.
const rulesOn = statement<Rule>(
  'auto-assignments-on-order',
  `SELECT r.id, r.product_id AS "productId", r.category_id AS "categoryId", r.minimum_total::text AS "minimumTotal",
          r.currency, r.default_group_id AS "defaultGroupId", r.duration,
          r.until::text AS until, r.priority, r.on_repurchase AS "onRepurchase",
          r.take_back AS "takeBack",
          ARRAY(SELECT g.group_id FROM auto_assignment_groups g WHERE g.rule_id = r.id ORDER BY g.group_id) AS "groupIds"
   FROM auto_assignments r
   WHERE r.shop_id = $1 AND r.enabled
     AND (r.product_id = ANY ($2::text[]) OR r.category_id = ANY ($3::text[])
          OR (r.currency = $4 AND r.minimum_total <= $5::numeric))
     AND coalesce((SELECT s.enabled FROM auto_assignment_settings s WHERE s.shop_id = $1), true)
   ORDER BY r.id`,
);

/** An order that was paid for. */
interface PaidOrder {
  readonly shopId: string;
  readonly paidAt: Date;
  readonly order: OrderFacts;
}

/** What an order gave, and what became of it: the end of the membership, null: none; undefined: there is none, it is over. */
export interface Assigned {
  readonly grant: Grant;
  readonly expiresAt: Date | null | undefined;
}

/** Puts customers into the groups that what they paid for gives. */
@Injectable()
export class Assignments {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
    private readonly merges: MergesConsumer,
  ) {}

  /**
   * Gives what an order gives by the rules there are now, and tells what that is that counts. What an order was dealt with by a
   * rule already is left out.
   */
  async assign(tx: Tx, { shopId, paidAt, order }: PaidOrder, by: string): Promise<readonly Assigned[]> {
    const { orderId, customerId } = order;
    const payment = paymentOf(order, paidAt);
    const zone = this.config.shopTimeZone;
    if (isFree(payment.total)) return [];
    const rules = await rulesOn.rows(tx, [shopId, ...soughtOf(payment)]);
    if (rules.length === 0) return [];

    const before = await this.members.lockOrOpen(tx, shopId, customerId);
    const known = await readGrants(
      tx,
      customerId,
      rules.flatMap(({ groupIds }) => [...groupIds]),
      orderId,
    );
    const grants = assignmentsOf(payment, rules, known, { zone, newId: uuidv7 });
    const reversed = await readReversed(tx, orderId);
    const given = grants.filter((grant) => !isTakenBack(grant, reversed));
    const earlier = known.filter((grant) => grant.counts && grant.customerId === customerId);

    const now = this.clock.now();
    const at = { paidAt: payment.paidAt, now, zone };
    const after = assign(before, given, earlier, at);
    const ignored = new Set(ignoredForGood(before, [...earlier, ...given], at).map(({ id }) => id));
    const counts = (grant: Grant) => given.includes(grant) && !ignored.has(grant.id);
    const stored = grants.map((grant) => (counts(grant) ? grant : { ...grant, revokedAt: now }));
    const revoked = earlier.filter(({ id }) => ignored.has(id));
    if (revoked.length > 0) await revokeTaken.rows(tx, [revoked.map(({ id }) => id), now]);
    await this.members.save(tx, [{ before, after, grants: stored }], systemActor(by));
    await this.merges.follow(tx, customerId);
    const endOf = ({ groupId }: Grant) => after.memberships.find((one) => one.groupId === groupId)?.expiresAt;
    return grants.filter(counts).map((grant) => ({ grant, expiresAt: endOf(grant) }));
  }
}

const paymentOf = ({ orderId, total, currency, lines }: OrderFacts, paidAt: Date): Payment => ({
  ...{ orderId, total, currency, paidAt },
  lines: lines.map(({ lineId, productId, categoryIds, defaultCategoryId }) => ({
    ...{ lineId, productId },
    defaultCategoryId: defaultCategoryId === undefined ? (categoryIds[0] ?? null) : defaultCategoryId,
  })),
});

const soughtOf = ({ lines, currency, total }: Payment): unknown[] => [
  [...new Set(lines.map(({ productId }) => productId))],
  [...new Set(lines.map(({ defaultCategoryId }) => defaultCategoryId))],
  ...[currency, total],
];
