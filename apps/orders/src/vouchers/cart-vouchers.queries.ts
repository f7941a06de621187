import { statement } from '@clientele/database';
import type { VoucherRule } from './voucher-rule.domain';
import { daySql, groupsSql, obstacleSql, partsSql } from './voucher-standing.queries';

/** SQL of the condition that voucher `a` comes by itself into the carts of a shop and customer, as far as an index knows. */
const isAutomatic = (shop: string, customer: string, now: string): string =>
  `a.automatic AND a.active AND a.deleted_at IS NULL AND a.shop_id = ${shop}
   AND (a.customer_id IS NULL OR a.customer_id = ${customer})
   AND (a.ends_on IS NULL OR a.ends_on >= ${now}::timestamptz::date - 1)`;

/** SQL of whether cart `c` has vouchers, or some may come by themselves: most have none, and ask nothing more. */
export const mayHaveVouchers = (now: string): string =>
  `(EXISTS (SELECT FROM cart_vouchers x WHERE x.cart_id = c.id)
    OR EXISTS (SELECT FROM vouchers a WHERE ${isAutomatic('c.shop_id', 'c.customer_id', now)}))`;

/** SQL of an amount of a voucher, or null. */
export const money = (amount: string, currency: string, taxIncluded: string): string =>
  `CASE WHEN ${amount} IS NOT NULL THEN json_build_object(
     'amount', trim_scale(${amount})::text, 'currency', ${currency}, 'taxIncluded', ${taxIncluded}) END`;

/** SQL of what voucher `v` asks for and takes off, as the inside of `json_build_object`. */
export const RULE = `
  'id', v.id, 'name', v.name, 'priority', v.priority, 'appliesTo', v.applies_to, 'percent', trim_scale(v.percent)::text,
  'amount', ${money('v.amount', 'v.currency', 'v.amount_tax_included')}, 'freeShipping', v.free_shipping,
  'giftProductId', v.gift_product_id, 'products', v.products, 'excludeDiscounted', v.exclude_discounted,
  'minimum', ${money('v.minimum_amount', 'v.minimum_currency', 'v.minimum_tax_included')},
  'combinable', v.combinable, 'combinableWith', v.combinable_with, 'keepRest', v.keep_rest`;

const OBSTACLE = obstacleSql({
  ...{
    shop: '$1',
    customer: '$3::uuid',
    parts: 'who.parts',
    groups: 'who.groups',
    userKey: '$8',
    day: 'who.day',
  },
});

/** What decides about the vouchers of a cart. */
interface CartVoucherFacts {
  readonly vouchers: readonly VoucherRule[];
  /** All categories of each product. */
  readonly categories: Readonly<Record<string, readonly string[]>>;
}

/**
 * `(shop, cart, customer or null, group whose prices apply, now, time zone until another was told, products, key of the user or
 * null, the shop where the cart is)`: the vouchers that are in a cart or come by themselves.
 */
export const cartVoucherFacts = statement<CartVoucherFacts & Record<string, unknown>>(
  'cart-vouchers-facts',
  `WITH who AS MATERIALIZED (
     SELECT ${daySql('$1', '$5', '$6')} AS day, ${groupsSql('$1', '$3::uuid', '$5', '$9')} || $4::uuid AS groups,
            ${partsSql('$3::uuid')} AS parts
   ), candidate AS (
     SELECT x.voucher_id AS id, x.code, true AS is_in_cart, x.tax_excluded, x.tax_included
     FROM cart_vouchers x WHERE x.cart_id = $2 AND NOT x.declined
     UNION ALL
     SELECT a.id, NULL, false, NULL, NULL FROM vouchers a
     WHERE ${isAutomatic('$1', '$3::uuid', '$5')}
       AND NOT EXISTS (SELECT FROM cart_vouchers x WHERE x.cart_id = $2 AND x.voucher_id = a.id)
   )
   SELECT (
     SELECT coalesce(json_agg(json_build_object(${RULE},
       'code', c.code, 'isInCart', c.is_in_cart, 'obstacle', CASE WHEN c.code IS NULL AND NOT v.automatic OR c.code IS NOT NULL AND k.code IS NULL THEN 'not-active'
         ELSE ${OBSTACLE} END,
       'shown', CASE WHEN c.tax_included IS NOT NULL THEN json_build_object(
         'taxExcluded', c.tax_excluded::text, 'taxIncluded', c.tax_included::text) END)), '[]')
     FROM candidate c CROSS JOIN who JOIN vouchers v ON v.id = c.id
     LEFT JOIN voucher_codes k ON k.shop_id = $1 AND k.code = c.code AND k.voucher_id = v.id
   ) AS vouchers, (
     SELECT coalesce(json_object_agg(p.id, p.ids), '{}')
     FROM (SELECT pc.product_id AS id, json_agg(pc.category_id) AS ids FROM product_categories pc
           WHERE pc.shop_id = $1 AND pc.product_id = ANY ($7::text[]) GROUP BY 1) AS p
   ) AS categories`,
);

/** `(cart, vouchers that go, vouchers that stay, their codes, what they take off without and with tax)`: of a locked cart. */
export const saveCartVouchers = statement(
  'cart-vouchers-save',
  `WITH gone AS (
     DELETE FROM cart_vouchers WHERE cart_id = $1 AND voucher_id = ANY ($2::uuid[])
   )
   INSERT INTO cart_vouchers AS x (cart_id, voucher_id, code, declined, tax_excluded, tax_included)
   SELECT $1, k.id, k.code, false, k.tax_excluded, k.tax_included
   FROM unnest($3::uuid[], $4::text[], $5::numeric[], $6::numeric[]) AS k (id, code, tax_excluded, tax_included)
   ON CONFLICT (cart_id, voucher_id) DO UPDATE
   SET tax_excluded = excluded.tax_excluded, tax_included = excluded.tax_included`,
);

/** `(cart, shop, code, customer or null)`: puts the voucher of a code into a locked cart; it shows later whether it may stay. */
export const putCode = statement<{ voucherId: string }>(
  'cart-vouchers-put',
  `INSERT INTO cart_vouchers AS x (cart_id, voucher_id, code, declined)
   SELECT $1, k.voucher_id, k.code, false
   FROM voucher_codes k JOIN vouchers v ON v.id = k.voucher_id
   -- What is somebody else's is not known.
   WHERE k.shop_id = $2 AND k.code = $3
     AND (coalesce(k.customer_id, v.customer_id) IS NULL
          OR coalesce(k.customer_id, v.customer_id) = ANY (${partsSql('$4::uuid')}))
   ON CONFLICT (cart_id, voucher_id) DO UPDATE SET code = excluded.code, declined = false
   RETURNING voucher_id AS "voucherId"`,
);

/** `(cart, voucher)`: takes a voucher out of a locked cart; one that came by itself does not come back. */
export const takeOut = statement<{ voucherId: string }>(
  'cart-vouchers-take-out',
  `WITH gone AS (
     DELETE FROM cart_vouchers WHERE cart_id = $1 AND voucher_id = $2 AND code IS NOT NULL RETURNING voucher_id
   ), declined AS (
     UPDATE cart_vouchers SET declined = true, tax_excluded = NULL, tax_included = NULL
     WHERE cart_id = $1 AND voucher_id = $2 AND code IS NULL RETURNING voucher_id
   )
   SELECT voucher_id AS "voucherId" FROM gone UNION ALL SELECT voucher_id FROM declined`,
);

/** `(from, into)`: of carts that become one. Those in both are in it once. */
export const moveCartVouchers = statement(
  'cart-vouchers-move',
  `INSERT INTO cart_vouchers (cart_id, voucher_id, code, declined)
   SELECT $2, x.voucher_id, x.code, x.declined FROM cart_vouchers x WHERE x.cart_id = $1
   ON CONFLICT (cart_id, voucher_id) DO NOTHING`,
);
