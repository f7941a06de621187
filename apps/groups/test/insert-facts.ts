import type { Tx } from '@clientele/database';
import { TEST_SHOP } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { BoughtItem } from '../src/facts/bought-item.entity';
import { CustomerOrder } from '../src/facts/customer-order.entity';
import { CustomerFacts } from '../src/facts/customer-facts.entity';
import { Member } from '../src/memberships/member.entity';
import { Membership } from '../src/memberships/membership.entity';
import type { KnownFacts } from '../src/segments/known-facts';
import { keyOf } from '../src/shops/shop-day.domain';
import { NOW } from './random-rules';

/** Puts facts of customers into the database as they are, groups that do not exist included. */
export async function insertFacts(
  tx: Tx,
  customers: readonly (KnownFacts & { readonly id: string })[],
): Promise<void> {
  await tx.query("SET LOCAL session_replication_role = 'replica'");
  for (const { id: customerId, ...facts } of customers) {
    await tx.insert(CustomerFacts, {
      ...{ ...facts, customerId, shopId: TEST_SHOP, titleId: facts.title, tags: [...facts.tags] },
      birthdayKey: facts.birthday === null ? null : keyOf(facts.birthday),
      ...{ cartValue: facts.openCartValue, cartSince: facts.openCartSince },
    });
    const at = { createdAt: NOW, updatedAt: NOW };
    if (facts.defaultGroup)
      await tx.insert(Member, {
        ...{ customerId, shopId: TEST_SHOP, registered: true, version: 1, ...at },
        ...{ defaultGroupId: facts.defaultGroup, fallbackGroupId: facts.defaultGroup },
      });
    for (const groupId of facts.groups)
      await tx.insert(Membership, {
        ...{ customerId, groupId, startedAt: NOW, baseSource: 'manual' as const },
      });
    for (const kind of ['product', 'category'] as const)
      for (const { id, orders, lastBoughtAt, boughtAt } of facts[
        kind === 'product' ? 'productsBought' : 'categoriesBought'
      ]) {
        await tx.insert(BoughtItem, { ...{ customerId, kind, itemId: id, orders, lastBoughtAt } });
        for (const placedAt of boughtAt)
          await tx.insert(CustomerOrder, anOrder(customerId, kind, id, placedAt));
      }
  }
}

const anOrder = (
  customerId: string,
  kind: BoughtItem['kind'],
  id: string,
  placedAt: Date,
): CustomerOrder => ({
  ...{ orderId: uuidv7(), customerId, placedAt, total: '10', currency: 'EUR', refunded: '0', vouchers: 0 },
  ...{ completed: true, cancelled: false },
  ...{ products: kind === 'product' ? [id] : [], categories: kind === 'category' ? [id] : [] },
});
