import { type Database, statement, type Tx } from '@clientele/database';
import { IS_BOUGHT, type ItemKind, ITEMS_OF_ORDERS } from '../facts/bought-items.domain';
import type { BoughtItem, KnownFacts } from './known-facts';

interface ItemJson extends Omit<BoughtItem, 'lastBoughtAt' | 'boughtAt'> {
  readonly lastBoughtAt: string;
  /** Null of what was bought once. */
  readonly boughtAt: readonly string[] | null;
}

interface Row extends Omit<KnownFacts, 'productsBought' | 'categoriesBought'> {
  readonly customerId: string;
  readonly isOpen: boolean;
  readonly productsBought: readonly ItemJson[];
  readonly categoriesBought: readonly ItemJson[];
}

const bought = (kind: ItemKind): string => `
  (SELECT coalesce(json_agg(json_build_object('id', b.item_id, 'orders', b.orders, 'lastBoughtAt', b.last_bought_at,
                                              'boughtAt', t.times) ORDER BY b.last_bought_at DESC, b.item_id), '[]')
   FROM bought_items b LEFT JOIN (
     SELECT i.id, json_agg(o.placed_at ORDER BY o.placed_at DESC) AS times
     FROM customer_orders o, unnest(${ITEMS_OF_ORDERS[kind]}) AS i (id)
     WHERE o.customer_id = f.customer_id AND ${IS_BOUGHT} GROUP BY i.id HAVING count(*) > 1) t ON t.id = b.item_id
   WHERE b.customer_id = f.customer_id AND b.kind = '${kind}')`;

const byCustomers = statement<Row & Record<string, unknown>>(
  'known-facts-by-customers',
  `SELECT f.customer_id AS "customerId", f.is_open AS "isOpen", f.kind, f.title_id AS title, f.birthday::text AS birthday,
          f.language, f.country, f.postcode, f.newsletter, f.partner_offers AS "partnerOffers",
          f.registered_at AS "registeredAt", f.last_visit_at AS "lastVisitAt",
          ARRAY(SELECT s.group_id::text FROM memberships s WHERE s.customer_id = f.customer_id ORDER BY 1) AS groups,
          (SELECT m.default_group_id FROM members m WHERE m.customer_id = f.customer_id) AS "defaultGroup",
          f.orders_count AS "ordersCount", trim_scale(f.total_spent)::text AS "totalSpent",
          trim_scale(f.average_order)::text AS "averageOrder", f.first_order_at AS "firstOrderAt",
          f.last_order_at AS "lastOrderAt", ${bought('product')} AS "productsBought",
          ${bought('category')} AS "categoriesBought", trim_scale(f.cart_value)::text AS "openCartValue",
          f.cart_since AS "openCartSince", f.vouchers_used AS "vouchersUsed", f.tags
   FROM customer_facts f WHERE f.shop_id = $1 AND f.customer_id = ANY ($2::uuid[])`,
);

/** A customer with all that is known of it. */
export type KnownCustomer = KnownFacts & { readonly customerId: string; readonly isOpen: boolean };

/** What is known of customers. */
export async function readKnownFacts(
  on: Database | Tx,
  shopId: string,
  customerIds: readonly string[],
): Promise<KnownCustomer[]> {
  const rows = await byCustomers.rows(on, [shopId, customerIds]);
  return rows.map((row) => ({
    ...row,
    productsBought: row.productsBought.map(itemOf),
    categoriesBought: row.categoriesBought.map(itemOf),
  }));
}

const itemOf = ({ lastBoughtAt, boughtAt, ...item }: ItemJson): BoughtItem => ({
  ...{ ...item, lastBoughtAt: new Date(lastBoughtAt) },
  boughtAt: (boughtAt ?? [lastBoughtAt]).map((at) => new Date(at)),
});
