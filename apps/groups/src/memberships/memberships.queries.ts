import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, instantSql, statement, type Tx } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { MembershipsNotFound } from './memberships.problems';
import type { MembershipsView } from './memberships.views';

// What is over is not shown, even before it is taken away.
const byCustomer = statement<{ view: string; version: number }>(
  'memberships-by-customer',
  `SELECT json_build_object(
     'customerId', m.customer_id,
     'defaultGroupId', d.id,
     'items', (
       SELECT coalesce(json_agg(json_build_object(
                'groupId', s.group_id,
                'isDefault', s.group_id = d.id,
                'source', CASE WHEN s.grant_id IS NULL THEN s.base_source ELSE 'automatic-rule' END,
                'startedAt', ${instantSql('s.started_at')},
                'expiresAt', ${instantSql('s.expires_at')},
                'cause', CASE WHEN g.id IS NOT NULL THEN
                  json_build_object('orderId', g.order_id, 'productId', g.product_id, 'ruleId', g.rule_id) END)
                ORDER BY s.started_at, s.group_id), '[]')
       FROM memberships s LEFT JOIN grants g ON g.id = s.grant_id
       WHERE s.customer_id = m.customer_id AND (s.expires_at IS NULL OR s.expires_at > $3)),
     'version', m.version)::text AS view, m.version
   FROM members m
   CROSS JOIN LATERAL (
     SELECT CASE WHEN EXISTS (SELECT FROM memberships s
                              WHERE s.customer_id = m.customer_id AND s.group_id = m.default_group_id AND s.expires_at <= $3)
                 THEN m.fallback_group_id ELSE m.default_group_id END AS id) d
   WHERE m.shop_id = $1 AND m.customer_id = $2`,
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
    return this.read(this.db, caller.shopId, customerId);
  }

  /** The groups of a customer as a transaction sees them. */
  async read(on: Database | Tx, shopId: string, customerId: string): Promise<RawJson<MembershipsView>> {
    const row = await byCustomer.first(on, [shopId, customerId, this.clock.now()]);
    if (!row) throw new MembershipsNotFound();
    return new RawJson(row.view, row.version);
  }
}
