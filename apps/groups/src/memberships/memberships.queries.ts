import { Clock } from '@clientele/config';
import { type Principal, seesOrdersBehind } from '@clientele/contracts';
import { Database, instantSql, statement, type Tx } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { MembershipsNotFound } from './memberships.problems';
import type { MembershipsView } from './memberships.views';

/** SQL of the order that was the cause of grant `g`, as JSON; which one it was where `seesOrder`. */
export const causeSql = (seesOrder = 'true'): string => `CASE WHEN g.id IS NOT NULL THEN json_build_object(
    'orderId', CASE WHEN ${seesOrder} THEN g.order_id END, 'productId', g.product_id, 'ruleId', g.rule_id) END`;

/** SQL of group `s` that a customer is in, with what gave it, while `d` is the default one: fields of a JSON object. */
export const membershipFields = (seesOrder?: string): string => `
  'groupId', s.group_id,
  'isDefault', s.group_id = d.id,
  'source', CASE WHEN s.grant_id IS NULL THEN s.base_source ELSE 'automatic-rule' END,
  'startedAt', ${instantSql('s.started_at')},
  'expiresAt', ${instantSql('s.expires_at')},
  'cause', ${causeSql(seesOrder)}`;

/** SQL of the groups `s` of member `m` at $3. What is over is not shown, even before it is taken away. */
export const SHOWN_MEMBERSHIPS = `memberships s
  ON s.customer_id = m.customer_id AND (s.expires_at IS NULL OR s.expires_at > $3)
  LEFT JOIN grants g ON g.id = s.grant_id`;

/**
 * SQL of the group that decides the prices of member `m` at $3. Where the default one is over and not taken away yet, what
 * takes its place then: the one chosen last of those that are left, else that of the role.
 */
export const DEFAULT_GROUP = `
  SELECT CASE WHEN NOT EXISTS (SELECT FROM memberships s
                               WHERE s.customer_id = m.customer_id AND s.group_id = m.default_group_id AND s.expires_at <= $3)
    THEN m.default_group_id
    ELSE coalesce(
      (SELECT s.group_id FROM memberships s JOIN groups r ON r.id = s.group_id
       WHERE s.customer_id = m.customer_id AND (s.expires_at IS NULL OR s.expires_at > $3)
         AND (s.default_at IS NOT NULL OR r.role IN ('customer', 'guest'))
       ORDER BY s.default_at DESC NULLS LAST, CASE WHEN s.default_at IS NULL THEN r.role END, s.group_id LIMIT 1),
      (SELECT r.id FROM groups r WHERE r.shop_id = m.shop_id AND r.role = 'customer')) END AS id`;

const byCustomer = statement<{ view: string; version: number }>(
  'memberships-by-customer',
  `SELECT json_build_object(
     'customerId', m.customer_id,
     'defaultGroupId', d.id,
     'items', coalesce(json_agg(json_build_object(${membershipFields('$4')}) ORDER BY s.started_at, s.group_id)
                       FILTER (WHERE s.group_id IS NOT NULL), '[]'),
     'version', m.version)::text AS view, m.version
   FROM members m
   CROSS JOIN LATERAL (${DEFAULT_GROUP}) d
   LEFT JOIN ${SHOWN_MEMBERSHIPS}
   WHERE m.shop_id = $1 AND m.customer_id = $2
   GROUP BY m.customer_id, d.id`,
);

/** Reads the groups of customers. */
@Injectable()
export class MembershipsQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The groups of a customer; a contact sees those of the customer it acts for. */
  get(caller: Principal, customerId: string): Promise<RawJson<MembershipsView>> {
    if (caller.kind === 'contact' && caller.customerId !== customerId) throw new MembershipsNotFound();
    return this.read(this.db, caller, customerId);
  }

  /** The groups of a customer as a transaction sees them. */
  async read(on: Database | Tx, caller: Principal, customerId: string): Promise<RawJson<MembershipsView>> {
    const row = await byCustomer.first(on, [
      ...[caller.shopId, customerId, this.clock.now(), seesOrdersBehind(caller)],
    ]);
    if (!row) throw new MembershipsNotFound();
    return new RawJson(row.view, row.version);
  }
}
