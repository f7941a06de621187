import { OVERVIEW_LIMIT, type VouchersOverviewAnswer } from '@clientele/contracts';
import { glanceSql, statement } from '@clientele/database';
import { money } from './cart-vouchers.queries';
import { daySql, groupsSql, obstacleSql, partsSql } from './voucher-standing.queries';

/**
 * SQL of the codes of voucher `v` that a customer may know: of its own those that are not used yet, and the one for everybody.
 */
export const codesOf = (customer: string): string =>
  `voucher_codes k WHERE k.voucher_id = v.id
   AND (NOT k.single_use OR (k.customer_id = ANY (${partsSql(`${customer}::uuid`)}) AND k.used = 0))`;

/**
 * SQL of the condition that a customer can use voucher `v` by now at a shop of those that share customers, or at any of them (null),
 * leaving aside what is in carts.
 */
export function usableBy(shop: string, customer: string, now: string, zone: string, at: string): string {
  const obstacle = obstacleSql({
    ...{
      shop,
      customer: `${customer}::uuid`,
      userKey: `${customer}::text`,
      parts: partsSql(`${customer}::uuid`),
    },
    ...{ groups: groupsSql(shop, `${customer}::uuid`, now, at), day: daySql(shop, now, zone) },
  });
  return `(v.customer_id IS NULL OR v.customer_id = ${customer}::uuid)
    AND (EXISTS (SELECT FROM ${codesOf(customer)} AND ${obstacle} IS NULL)
         OR v.automatic AND (SELECT ${obstacle} FROM (SELECT false AS single_use, 0 AS used, NULL::uuid AS customer_id) AS k) IS NULL)`;
}

const USABLE = `FROM vouchers v WHERE v.shop_id = $1 AND v.deleted_at IS NULL AND ${usableBy('$1', '$2', '$3', '$4', '$5')}`;

/** SQL of a voucher in short, with the code that the customer can use. */
const GLANCE = `json_build_object(
  'id', v.id, 'name', v.name,
  'code', (SELECT k.code FROM ${codesOf('$2')} ORDER BY k.customer_id NULLS LAST, k.code LIMIT 1),
  'automatic', v.automatic, 'percent', trim_scale(v.percent)::text,
  'amount', ${money('v.amount', 'v.currency', 'v.amount_tax_included')}, 'freeShipping', v.free_shipping,
  'giftProductId', v.gift_product_id, 'endsOn', v.ends_on,
  'minimum', ${money('v.minimum_amount', 'v.minimum_currency', 'v.minimum_tax_included')},
  'personal', v.customer_id IS NOT NULL)`;

// What is the customer's own, then what ends first.
const ORDER = 'v.customer_id NULLS LAST, v.ends_on NULLS LAST, v.id';

/**
 * `(shop, customer, now, time zone until another was told, shop that the customer is at or null for any of those that share)`: the
 * vouchers that it can use by now.
 */
export const usableAtAGlance = statement<{ answer: VouchersOverviewAnswer }>(
  'vouchers-usable-glance',
  `SELECT ${glanceSql({ view: GLANCE, from: USABLE, order: ORDER, limit: OVERVIEW_LIMIT })} AS answer`,
);

/** How many highlighted vouchers somebody is shown at most. */
const MOST_HIGHLIGHTED = 50;

/** The same: of the highlighted ones, as JSON text. */
export const highlighted = statement<{ view: string }>(
  'vouchers-highlighted',
  `SELECT json_build_object('items', coalesce(json_agg(h.view), '[]'))::text AS view
   FROM (SELECT ${GLANCE} AS view ${USABLE} AND v.highlighted ORDER BY ${ORDER} LIMIT ${MOST_HIGHLIGHTED}) AS h`,
);
