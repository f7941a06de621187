import {
  type CategoryDiscountFact,
  type DomainEvent,
  formatRate,
  GroupChanged,
  groupChanged,
  type GroupDeleted,
  groupDeleted,
  type MembershipsChanged,
  membershipsChanged,
  type PricePolicyChanged,
  pricePolicyChanged,
} from '@clientele/contracts';
import { arrayText, atCommit, statement, type Tx } from '@clientele/database';
import { Consume, ConsumeTogether, latestOfEach } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { leaveGroup } from '../vouchers/vouchers-of-group.queries';

// An equal version is a snapshot and is applied, unless it is of a group that is gone.
const keepGroup = statement(
  'known-groups-keep',
  `INSERT INTO known_groups AS g (id, shop_id, role, discount_percent, price_display, show_prices, category_discounts, subtree_discounts, version, position, shop_ids)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
   ON CONFLICT (id) DO UPDATE
   SET role = excluded.role, discount_percent = excluded.discount_percent, price_display = excluded.price_display,
       show_prices = excluded.show_prices, category_discounts = excluded.category_discounts,
       subtree_discounts = excluded.subtree_discounts, position = excluded.position, shop_ids = excluded.shop_ids,
       version = excluded.version, deleted_at = NULL, replaced_by = NULL
   WHERE g.version < excluded.version OR (g.version = excluded.version AND g.deleted_at IS NULL)`,
);

const forgetGroup = statement(
  'known-groups-forget',
  `WITH instead AS (
     -- Of a replacement that is gone itself, what replaces that.
     SELECT coalesce((SELECT k.replaced_by FROM known_groups k WHERE k.id = $5), $5::uuid) AS id
   ), followed AS (
     UPDATE known_groups SET replaced_by = (SELECT id FROM instead) WHERE replaced_by = $1
   )
   INSERT INTO known_groups AS g (id, shop_id, discount_percent, price_display, show_prices, category_discounts, version, deleted_at, replaced_by)
   VALUES ($1, $2, 0, 'tax-included', false, '{}', $3, $4, (SELECT id FROM instead))
   ON CONFLICT (id) DO UPDATE
   SET version = excluded.version, deleted_at = excluded.deleted_at, replaced_by = excluded.replaced_by
   WHERE g.version <= excluded.version`,
);

const keepPolicy = statement(
  'price-policies-keep',
  `INSERT INTO price_policies AS p (shop_id, policy, version) VALUES ($1, $2, $3)
   ON CONFLICT (shop_id) DO UPDATE SET policy = excluded.policy, version = excluded.version
   WHERE p.version <= excluded.version`,
);

const keepPricing = statement(
  'customer-pricing-keep',
  `INSERT INTO customer_pricing AS p (customer_id, shop_id, default_group_id, default_expires_at, fallback_group_id, version, groups)
   SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::integer[],
                        string_to_array($7, E'\\n')::jsonb[])
   ON CONFLICT (customer_id) DO UPDATE
   SET default_group_id = excluded.default_group_id, default_expires_at = excluded.default_expires_at,
       fallback_group_id = excluded.fallback_group_id, version = excluded.version, groups = excluded.groups
   WHERE p.version <= excluded.version`,
);

/** Keeps what prices depend on: the groups, and the groups of each customer. What sales teams see of these, triggers keep. */
@Injectable()
export class ProjectionsConsumer {
  @Consume({ event: [groupChanged, groupDeleted], durable: 'orders-groups' })
  async keepGroup(
    { shopId, aggregate, occurredAt, data }: DomainEvent<GroupChanged | GroupDeleted>,
    tx: Tx,
  ): Promise<void> {
    if (!(data instanceof GroupChanged)) {
      const { groupId, replacementGroupId = null } = data;
      await forgetGroup.rows(tx, [groupId, shopId, aggregate.version, occurredAt, replacementGroupId]);
      await leaveGroup(tx, shopId, data, occurredAt);
      return;
    }
    const below = data.categoryDiscounts.filter(({ includeSubcategories }) => includeSubcategories);
    await keepGroup.rows(tx, [
      data.groupId,
      shopId,
      data.role ?? null,
      data.discountPercent,
      data.priceDisplay,
      data.showPrices,
      byCategory(data.categoryDiscounts),
      below.length > 0 ? byCategory(below) : null,
      aggregate.version,
      data.position ?? 0,
      data.shopIds && data.shopIds.length > 0 ? data.shopIds : null,
    ]);
  }

  @Consume({ event: pricePolicyChanged, durable: 'orders-price-policies' })
  async keepPolicy({ shopId, aggregate, data }: DomainEvent<PricePolicyChanged>, tx: Tx): Promise<void> {
    await keepPolicy.rows(tx, [shopId, data.policy, aggregate.version]);
  }

  @ConsumeTogether({
    ...{ event: membershipsChanged, durable: 'orders-memberships', replaces: 'orders-customer-groups' },
    ...{ gatherMs: 0, repeatable: true },
  })
  async keepPricing(events: readonly DomainEvent<MembershipsChanged>[], tx: Tx): Promise<void> {
    const latest = latestOfEach(events);
    atCommit(tx, keepPricing, [
      arrayText(latest.map(({ data }) => data.customerId)),
      arrayText(latest.map(({ shopId }) => shopId)),
      arrayText(latest.map(({ data }) => data.defaultGroupId)),
      arrayText(latest.map(({ data }) => endOfDefault(data))),
      arrayText(latest.map(({ data }) => data.fallbackGroupId)),
      arrayText(latest.map(({ aggregate }) => aggregate.version)),
      // One in each line: JSON has no line breaks, and nothing of it has to be escaped.
      latest.map(({ data }) => JSON.stringify(data.items)).join('\n'),
    ]);
  }
}

const byCategory = (discounts: readonly CategoryDiscountFact[]): string =>
  JSON.stringify(
    Object.fromEntries(
      discounts.map(({ categoryId, discountPercent }) => [categoryId, formatRate(discountPercent)]),
    ),
  );

const endOfDefault = ({ items, defaultGroupId }: MembershipsChanged): string | null =>
  items.find(({ groupId }) => groupId === defaultGroupId)?.expiresAt ?? null;
