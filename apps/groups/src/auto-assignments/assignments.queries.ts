import { statement, type Tx } from '@clientele/database';
import type { Payment, Rule } from './assignment.domain';

// Nothing when automatic assignment is off.
const rulesOn = statement<Rule>(
  'auto-assignments-on-orders',
  `SELECT r.id, r.product_id AS "productId", r.category_id AS "categoryId", r.minimum_total::text AS "minimumTotal",
          r.currency, r.default_group_id AS "defaultGroupId", r.duration,
          r.until::text AS until, r.priority, r.on_repurchase AS "onRepurchase",
          r.take_back AS "takeBack",
          ARRAY(SELECT g.group_id FROM auto_assignment_groups g WHERE g.rule_id = r.id ORDER BY g.group_id) AS "groupIds"
   FROM auto_assignments r
   WHERE r.shop_id = $1 AND r.enabled
     AND (r.product_id = ANY ($2::text[]) OR r.category_id = ANY ($3::text[])
          OR EXISTS (SELECT FROM unnest($4::text[], $5::numeric[]) AS o (currency, total)
                     WHERE r.currency = o.currency AND r.minimum_total <= o.total))
     AND coalesce((SELECT s.enabled FROM auto_assignment_settings s WHERE s.shop_id = $1), true)
   ORDER BY r.id`,
);

/** The rules that some of the payments may meet. */
export function readRulesOn(tx: Tx, shopId: string, payments: readonly Payment[]): Promise<readonly Rule[]> {
  const lines = payments.flatMap((payment) => payment.lines);
  return rulesOn.rows(tx, [
    shopId,
    [...new Set(lines.map(({ productId }) => productId))],
    [...new Set(lines.map(({ defaultCategoryId }) => defaultCategoryId))],
    payments.map(({ currency }) => currency),
    payments.map(({ total }) => total),
  ]);
}
