import { type Statement, statement } from '@clientele/database';
import type { GroupPricing, ProductToPrice } from './price.domain';

/** SQL of who is priced for: the shop, the customer or page's group or null, the instant, and whether it is a guest checking out. */
interface PricedFor {
  readonly shop: string;
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

const roleOf = ({ isGuest, customer }: PricedFor): string =>
  `CASE WHEN ${isGuest} THEN 'guest' WHEN ${customer} IS NULL THEN 'visitor' ELSE 'customer' END`;

/**
 * The customer's default group, or that of visitors or guests, where this is all there is to it. Finds nothing where there is
 * more to know.
 */
export const LEAN: PriceSql = {
  group: (who) => `
    SELECT ${GROUP}
    FROM known_groups g
    WHERE g.deleted_at IS NULL AND g.subtree_discounts IS NULL AND g.id = CASE WHEN ${who.customer} IS NULL
      THEN (SELECT r.id FROM known_groups r WHERE r.shop_id = ${who.shop} AND r.role = ${roleOf(who)} LIMIT 1)
      ELSE (SELECT m.default_group_id FROM customer_pricing m
            WHERE m.customer_id = ${who.customer} AND m.shop_id = ${who.shop}
              AND (m.default_expires_at IS NULL OR m.default_expires_at > ${who.now})) END`,
  product: `
    'id', p.id, 'price', p.price::text, 'currency', p.currency, 'taxRate', trim_scale(p.tax_rate)::text,
    'defaultCategoryId', p.default_category_id, 'categoryDiscount', g.category_discounts ->> p.default_category_id`,
};

/**
 * The customer's default group while it lasts, or what replaces it if it is gone and the customer is still on the way out, then
 * the fallback, then the group of registered customers; for nobody in particular the group of visitors. Who entered the page of
 * a group stands for that group: its id is given in place of a customer's. Guests checking out see the prices of the group of guests.
 */
export const THOROUGH: PriceSql = {
  group: (who) => `
    SELECT ${GROUP}, g.subtree_discounts
    FROM (
      SELECT coalesce((SELECT d.replaced_by FROM known_groups d WHERE d.id = m.default_group_id AND d.replaced_by IS NOT NULL),
                      m.default_group_id) AS id, 1 AS rank
      FROM customer_pricing m
      WHERE m.customer_id = ${who.customer} AND m.shop_id = ${who.shop}
        AND (m.default_expires_at IS NULL OR m.default_expires_at > ${who.now})
      UNION ALL
      SELECT m.fallback_group_id, 2 FROM customer_pricing m
      WHERE m.customer_id = ${who.customer} AND m.shop_id = ${who.shop}
      UNION ALL
      SELECT p.id, 0 FROM known_groups p WHERE p.id = ${who.customer} AND p.shop_id = ${who.shop}
      UNION ALL
      SELECT r.id, 3 FROM known_groups r WHERE r.shop_id = ${who.shop} AND r.role = ${roleOf(who)}
    ) AS choice
    JOIN known_groups g ON g.id = choice.id AND g.deleted_at IS NULL
    ORDER BY choice.rank LIMIT 1`,
  product: `${LEAN.product},
    'inherited', CASE WHEN g.subtree_discounts IS NOT NULL THEN (
      SELECT json_build_object('categoryId', a.id, 'percent', g.subtree_discounts ->> a.id)
      FROM categories c CROSS JOIN unnest(c.ancestor_ids) WITH ORDINALITY AS a (id, distance)
      WHERE c.shop_id = p.shop_id AND c.id = p.default_category_id AND g.subtree_discounts ? a.id
      ORDER BY a.distance LIMIT 1) END`,
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

/** Group and products: `(shop, customer or page's group or null, now, product ids, whether for a guest checking out)`. */
export const pricing = priced<KnownPricing & { readonly products: readonly SoldProduct[] }>(
  'prices',
  ({ group, product }) => `
   SELECT g.id, g.discount_percent AS "discountPercent", g.price_display AS "priceDisplay",
          g.show_prices AS "showPrices",
          (SELECT coalesce(json_agg(json_build_object(${product})), '[]')
           FROM products p WHERE p.shop_id = $1 AND p.id = ANY ($4::text[]) AND p.active) AS products
   FROM (${group({ shop: '$1::uuid', customer: '$2::uuid', now: '$3::timestamptz', isGuest: '$5::boolean' })}) AS g`,
  (found) => found !== undefined,
);
