import { statement } from '@clientele/database';
import type { GroupPricing, ProductToPrice } from './price.domain';

/**
 * SQL that selects the group whose prices apply: the customer's default group while it lasts, or what replaces it if it is
 * gone and the customer is still on the way out, then the fallback, then
 * the group of registered customers; for nobody in particular the group of visitors. Who entered the page of a group
 * stands for that group: its id is given in place of a customer's. Guests checking out see the prices of the group of guests.
 */
export const pricingGroup = (shop: string, customer: string, now: string, isGuest: string): string => `
  SELECT g.id, trim_scale(g.discount_percent)::text AS discount_percent, g.price_display, g.show_prices,
         g.category_discounts, g.subtree_discounts
  FROM (
    SELECT coalesce((SELECT d.replaced_by FROM known_groups d WHERE d.id = m.default_group_id AND d.replaced_by IS NOT NULL),
                    m.default_group_id) AS id, 1 AS rank
    FROM customer_pricing m
    WHERE m.customer_id = ${customer} AND m.shop_id = ${shop}
      AND (m.default_expires_at IS NULL OR m.default_expires_at > ${now})
    UNION ALL
    SELECT m.fallback_group_id, 2 FROM customer_pricing m
    WHERE m.customer_id = ${customer} AND m.shop_id = ${shop}
    UNION ALL
    SELECT p.id, 0 FROM known_groups p WHERE p.id = ${customer} AND p.shop_id = ${shop}
    UNION ALL
    SELECT r.id, 3 FROM known_groups r
    WHERE r.shop_id = ${shop} AND r.role = CASE WHEN ${isGuest} THEN 'guest' WHEN ${customer} IS NULL THEN 'visitor' ELSE 'customer' END
  ) AS choice
  JOIN known_groups g ON g.id = choice.id AND g.deleted_at IS NULL
  ORDER BY choice.rank LIMIT 1`;

/** SQL of what pricing needs of product `p` for group `g`, as the inside of `json_build_object`. */
export const PRODUCT_TO_PRICE = `
  'id', p.id, 'price', p.price::text, 'currency', p.currency, 'taxRate', trim_scale(p.tax_rate)::text,
  'defaultCategoryId', p.default_category_id,
  'categoryDiscount', g.category_discounts ->> p.default_category_id,
  'inherited', CASE WHEN g.subtree_discounts IS NOT NULL THEN (
    SELECT json_build_object('categoryId', a.id, 'percent', g.subtree_discounts ->> a.id)
    FROM categories c CROSS JOIN unnest(c.ancestor_ids) WITH ORDINALITY AS a (id, distance)
    WHERE c.shop_id = p.shop_id AND c.id = p.default_category_id AND g.subtree_discounts ? a.id
    ORDER BY a.distance LIMIT 1) END`;

/** A product that can be sold. */
export interface SoldProduct extends ProductToPrice {
  readonly id: string;
}

/** The group whose prices apply, and whether it sees them. */
export interface KnownPricing extends GroupPricing {
  readonly showPrices: boolean;
}

/** Group and products: `(shop, customer or page's group or null, now, product ids, whether for a guest checking out)`. */
export const pricing = statement<KnownPricing & { readonly products: readonly SoldProduct[] }>(
  'prices',
  `SELECT g.id, g.discount_percent AS "discountPercent", g.price_display AS "priceDisplay",
          g.show_prices AS "showPrices",
          (SELECT coalesce(json_agg(json_build_object(${PRODUCT_TO_PRICE})), '[]')
           FROM products p WHERE p.shop_id = $1 AND p.id = ANY ($4::text[]) AND p.active) AS products
   FROM (${pricingGroup('$1::uuid', '$2::uuid', '$3::timestamptz', '$5::boolean')}) AS g`,
);
