import {
  type DomainEvent,
  formatRate,
  GroupChanged,
  groupChanged,
  type GroupDeleted,
  groupDeleted,
  type MembershipsChanged,
  membershipsChanged,
} from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

// An equal version is a snapshot and is applied, unless it is of a group that is gone.
const keepGroup = statement(
  'known-groups-keep',
  `INSERT INTO known_groups AS g (id, shop_id, role, discount_percent, price_display, show_prices, category_discounts, version)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (id) DO UPDATE
   SET role = excluded.role, discount_percent = excluded.discount_percent, price_display = excluded.price_display,
       show_prices = excluded.show_prices, category_discounts = excluded.category_discounts,
       version = excluded.version, deleted_at = NULL
   WHERE g.version < excluded.version OR (g.version = excluded.version AND g.deleted_at IS NULL)`,
);

const forgetGroup = statement(
  'known-groups-forget',
  `INSERT INTO known_groups AS g (id, shop_id, discount_percent, price_display, show_prices, category_discounts, version, deleted_at)
   VALUES ($1, $2, 0, 'tax-included', false, '{}', $3, $4)
   ON CONFLICT (id) DO UPDATE SET version = excluded.version, deleted_at = excluded.deleted_at
   WHERE g.version <= excluded.version`,
);

const keepPricing = statement(
  'customer-pricing-keep',
  `INSERT INTO customer_pricing AS p (customer_id, shop_id, default_group_id, default_expires_at, fallback_group_id, version, groups)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (customer_id) DO UPDATE
   SET default_group_id = excluded.default_group_id, default_expires_at = excluded.default_expires_at,
       fallback_group_id = excluded.fallback_group_id, version = excluded.version, groups = excluded.groups
   WHERE p.version <= excluded.version`,
);

/** Keeps what prices depend on: the groups, and the group of each customer. */
@Injectable()
export class ProjectionsConsumer {
  @Consume({ event: [groupChanged, groupDeleted], durable: 'orders-groups' })
  async keepGroup(
    { shopId, aggregate, occurredAt, data }: DomainEvent<GroupChanged | GroupDeleted>,
    tx: Tx,
  ): Promise<void> {
    if (!(data instanceof GroupChanged)) {
      await forgetGroup.rows(tx, [data.groupId, shopId, aggregate.version, occurredAt]);
      return;
    }
    const discounts = data.categoryDiscounts.map(({ categoryId, discountPercent }) => [
      categoryId,
      formatRate(discountPercent),
    ]);
    await keepGroup.rows(tx, [
      data.groupId,
      shopId,
      data.role ?? null,
      data.discountPercent,
      data.priceDisplay,
      data.showPrices,
      JSON.stringify(Object.fromEntries(discounts)),
      aggregate.version,
    ]);
  }

  @Consume({ event: membershipsChanged, durable: 'orders-memberships', together: true })
  async keepPricing({ shopId, aggregate, data }: DomainEvent<MembershipsChanged>, tx: Tx): Promise<void> {
    const { customerId, defaultGroupId, fallbackGroupId, items } = data;
    const expiresAt = items.find(({ groupId }) => groupId === defaultGroupId)?.expiresAt ?? null;
    await keepPricing.rows(tx, [
      customerId,
      shopId,
      defaultGroupId,
      expiresAt,
      fallbackGroupId,
      aggregate.version,
      JSON.stringify(items),
    ]);
  }
}
