import { type Statement, statement } from '@clientele/database';
import type { GroupPricing, ProductToPrice } from './price.domain';
import type { Why } from './price-explanation.domain';

/**
 * SQL of who is priced for: the shop, the one that they are at of those that share its customers, the customer or page's group or null,
 * the instant, and whether it is a guest checking out.
 */
interface PricedFor {
  readonly shop: string;
  readonly at: string;
  readonly customer: string;
  readonly now: string;
  readonly isGuest: string;
}

/** A way to find prices in SQL. */
export interface PriceSql {
  /** Selects the group whose prices apply. */
  readonly group: (who: PricedFor) => string;
  /** What pricing needs of product `p` for group `g`, as the inside of `json_build_object`. */
  readonly product: string;
}

const GROUP = `
  g.id, trim_scale(g.discount_percent)::text AS discount_percent, g.price_display, g.show_prices, g.category_discounts`;

const PRODUCT = `
  'id', p.id, 'price', p.price::text, 'currency', p.currency, 'taxRate', trim_scale(p.tax_rate)::text,
  'defaultCategoryId', p.default_category_id`;

const roleOf = ({ isGuest, customer }: PricedFor): string =>
  `CASE WHEN ${isGuest} THEN 'guest' WHEN ${customer} IS NULL THEN 'visitor' ELSE 'customer' END`;

/** SQL of whether group `g` counts at the shop that somebody is at. */
const counts = (group: string, { at }: PricedFor): string =>
  `(${group}.shop_ids IS NULL OR ${at} = ANY (${group}.shop_ids))`;

/**
 * The customer's default group, or that of visitors or guests, where this is all there is to it. Finds nothing where there is
 * more to know.
 */
const LEAN: PriceSql = {
  group: (who) => `
    SELECT ${GROUP}
    FROM known_groups g
    WHERE g.deleted_at IS NULL AND g.subtree_discounts IS NULL AND ${counts('g', who)} AND g.id = CASE WHEN ${who.customer} IS NULL
      THEN (SELECT r.id FROM known_groups r WHERE r.shop_id = ${who.shop} AND r.role = ${roleOf(who)} LIMIT 1)
      ELSE (SELECT m.default_group_id FROM customer_pricing m
            WHERE m.customer_id = ${who.customer} AND m.shop_id = ${who.shop}
              AND (m.default_expires_at IS NULL OR m.default_expires_at > ${who.now})
              AND NOT EXISTS (SELECT FROM price_policies y
                              WHERE y.shop_id = ${who.shop} AND y.policy <> 'default-group')) END`,
  product: `
    ${PRODUCT}, 'categoryDiscount', g.category_discounts ->> p.default_category_id`,
};

/** SQL of the groups that customer `m` is in by now, and when each was last chosen as the default one. */
const current = ({ now }: PricedFor): string => `
  SELECT i."groupId" AS id, i."defaultAt" AS chosen_at
  FROM jsonb_to_recordset(m.groups) AS i ("groupId" uuid, "expiresAt" timestamptz, "defaultAt" timestamptz)
  WHERE i."expiresAt" IS NULL OR i."expiresAt" > ${now}`;

const member = ({ customer, shop }: PricedFor): string =>
  `customer_pricing m WHERE m.customer_id = ${customer} AND m.shop_id = ${shop}`;

/**
 * SQL of the default group: the customer's while it lasts, else the fallback while that lasts, else the one chosen last of those
 * left, else that of the role; instead of a group that is gone what replaces it, while the customer is on the way out. Those that do
 * not count at the shop that somebody is at are left out; where the default one is, the fallback says nothing, being for when that is
 * over. Of those chosen at the same instant it is the one with the least id, as in groups, whatever replaces it. For nobody in
 * particular the group of visitors. Who entered the page of a group stands for that group: its id is given in place of a customer's. Guests
 * checking out see the prices of the group of guests.
 */
const defaultGroup = (who: PricedFor): string => `
  SELECT k.id
  FROM (
    SELECT 0 AS rank, p.id, NULL::timestamptz AS chosen_at, NULL::text AS role, p.id AS member_of
    FROM known_groups p WHERE p.id = ${who.customer} AND p.shop_id = ${who.shop}
    UNION ALL
    SELECT c.rank, coalesce(d.replaced_by, c.id), c.chosen_at, CASE c.rank WHEN 4 THEN d.role END, c.id
    FROM (
      SELECT 1 AS rank, m.default_group_id AS id, NULL::timestamptz AS chosen_at
      FROM ${member(who)} AND (m.default_expires_at IS NULL OR m.default_expires_at > ${who.now})
      UNION ALL
      SELECT CASE WHEN m.default_expires_at <= ${who.now} THEN 2 ELSE 5 END, m.fallback_group_id, NULL
      FROM ${member(who)} AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset(m.groups) AS i ("groupId" uuid, "expiresAt" timestamptz)
        WHERE i."groupId" = m.fallback_group_id AND i."expiresAt" <= ${who.now})
      UNION ALL
      SELECT CASE WHEN i.chosen_at IS NULL THEN 4 ELSE 3 END, i.id, i.chosen_at
      FROM (SELECT m.groups FROM ${member(who)}) AS m CROSS JOIN LATERAL (${current(who)}) AS i
    ) AS c
    LEFT JOIN known_groups d ON d.id = c.id
    WHERE c.rank <> 4 OR d.role IN ('customer', 'guest')
    UNION ALL
    SELECT 6, r.id, NULL, NULL, r.id FROM known_groups r WHERE r.shop_id = ${who.shop} AND r.role = ${roleOf(who)}
  ) AS choice
  JOIN known_groups k ON k.id = choice.id AND k.deleted_at IS NULL AND ${counts('k', who)}
  ORDER BY choice.rank, choice.chosen_at DESC NULLS LAST, choice.role, choice.member_of LIMIT 1`;

/** SQL of what group `o` gives on the category of product `p`, and on the nearest above where that holds below. */
const categoryDiscounts = (o: string): string => `
  'categoryDiscount', ${o}.category_discounts ->> p.default_category_id,
  'inherited', CASE WHEN ${o}.subtree_discounts IS NOT NULL THEN (
    SELECT json_build_object('categoryId', a.id, 'percent', ${o}.subtree_discounts ->> a.id)
    FROM categories c CROSS JOIN unnest(c.ancestor_ids) WITH ORDINALITY AS a (id, distance)
    WHERE c.shop_id = p.shop_id AND c.id = p.default_category_id AND ${o}.subtree_discounts ? a.id
    ORDER BY a.distance LIMIT 1) END`;

/**
 * The default group, or as the shop wants it the first by position of all groups of the customer; or the default group with the
 * offers of all of them. Those that are over or gone, or count elsewhere, do not count.
 */
const THOROUGH: PriceSql = {
  group: (who) => `
    SELECT ${GROUP}, g.subtree_discounts, CASE shop.policy WHEN 'best-price' THEN own.ids END AS offering_ids
    FROM (${defaultGroup(who)}) AS base
    CROSS JOIN (SELECT (SELECT y.policy FROM price_policies y WHERE y.shop_id = ${who.shop}) AS policy) AS shop
    CROSS JOIN LATERAL (
      SELECT array_agg(o.id ORDER BY o.position, o.id) AS ids
      FROM known_groups o
      WHERE shop.policy <> 'default-group' AND o.deleted_at IS NULL AND ${counts('o', who)} AND (o.id = base.id OR o.id IN (
        SELECT i.id FROM (SELECT m.groups FROM ${member(who)}) AS m CROSS JOIN LATERAL (${current(who)}) AS i))) AS own
    JOIN known_groups g ON g.id = CASE shop.policy WHEN 'group-order' THEN own.ids[1] ELSE base.id END`,
  product: `
    ${PRODUCT}, ${categoryDiscounts('g')},
    'offers', CASE WHEN g.offering_ids IS NOT NULL THEN (
      SELECT json_agg(json_build_object('groupId', o.id, 'discountPercent', trim_scale(o.discount_percent)::text,
                                        ${categoryDiscounts('o')}) ORDER BY o.position, o.id)
      FROM known_groups o WHERE o.id = ANY (g.offering_ids)) END`,
};

/** A product that can be sold. */
export interface SoldProduct extends ProductToPrice {
  readonly id: string;
}

/** The group whose prices apply, and whether it sees them. */
export interface KnownPricing extends GroupPricing {
  readonly showPrices: boolean;
}

/** A statement that finds prices: in the lean way, and where that is not enough in the thorough one. */
export function priced<Row extends object>(
  name: string,
  sql: (prices: PriceSql) => string,
  isEnough: (row: Row | undefined) => boolean,
): Statement<Row> {
  const [lean, thorough] = [
    statement<Row>(name, sql(LEAN)),
    statement<Row>(`${name}-thorough`, sql(THOROUGH)),
  ];
  const rows: Statement<Row>['rows'] = async (on, parameters) => {
    const found = await lean.rows(on, parameters);
    return isEnough(found[0]) ? found : thorough.rows(on, parameters);
  };
  return { ...lean, rows, first: async (on, parameters) => (await rows(on, parameters))[0] };
}

/** Group and products, and why, where that was asked for. */
type Pricing = KnownPricing & { readonly products: readonly SoldProduct[]; readonly why?: Why };

const WHO = {
  ...{ shop: '$1::uuid', at: '$6::uuid', customer: '$2::uuid' },
  ...{ now: '$3::timestamptz', isGuest: '$5::boolean' },
};

const pricingSql = ({ group, product }: PriceSql, further = ''): string => `
  SELECT g.id, g.discount_percent AS "discountPercent", g.price_display AS "priceDisplay",
         g.show_prices AS "showPrices",${further}
         (SELECT coalesce(json_agg(json_build_object(${product})), '[]')
          FROM products p WHERE p.shop_id = $1 AND p.id = ANY ($4::text[]) AND p.active) AS products
  FROM (${group(WHO)}) AS g`;

/**
 * Group and products: `(shop, customer or page's group or null, now, product ids, whether for a guest checking out, of the shops that
 * share its customers the one that they are at)`.
 */
export const pricing = priced<Pricing>(
  'prices',
  (prices) => pricingSql(prices),
  (found) => found !== undefined,
);

/** The same, and why. */
export const explainedPricing = statement<Pricing>(
  'prices-explained',
  pricingSql(
    THOROUGH,
    ` json_build_object(
        'policy', coalesce((SELECT y.policy FROM price_policies y WHERE y.shop_id = $1), 'default-group'),
        'memberships', coalesce((SELECT m.groups FROM ${member(WHO)}), '[]'),
        'notCounting', ARRAY(
          SELECT k.id FROM (SELECT m.groups FROM ${member(WHO)}) AS m CROSS JOIN LATERAL (${current(WHO)}) AS i
          JOIN known_groups k ON k.id = i.id AND k.deleted_at IS NULL AND NOT ${counts('k', WHO)} ORDER BY k.id)) AS why,`,
  ),
);
