import { instantSql } from '@clientele/database';

/** SQL of the lines of order `o`, as JSON. */
export const ORDER_LINES = `
  (SELECT coalesce(json_agg(json_build_object(
     'id', l.id, 'productId', l.product_id, 'sku', l.sku, 'name', l.name, 'categoryIds', l.category_ids,
     'defaultCategoryId', CASE WHEN l.has_default_category THEN l.category_ids[1] END,
     'quantity', l.quantity, 'basePrice', l.base_price::text, 'unitTaxExcluded', l.unit_tax_excluded::text,
     'unitTaxIncluded', l.unit_tax_included::text, 'totalTaxExcluded', l.total_tax_excluded::text,
     'totalTaxIncluded', l.total_tax_included::text, 'taxRate', trim_scale(l.tax_rate)::text,
     'discountPercent', trim_scale(l.discount_percent)::text, 'discountOrigin', l.discount_origin,
     'discountGroupId', l.discount_group_id, 'discountCategoryId', l.discount_category_id) ORDER BY l.id), '[]')
   FROM order_lines l WHERE l.order_id = o.id)`;

/** SQL of the columns of order `o` that make an `OrderRow`. */
export const ORDER_ROW = `
  o.id, o.shop_id AS "shopId", o.at_shop_id AS "atShopId", o.reference, o.state, o.cart_id AS "cartId", o.customer_id AS "customerId", o.contact_id AS "contactId",
  o.profile_id AS "profileId", o.group_id AS "groupId", o.currency, o.custom, o.vouchers, o.totals, o.paid::text, o.refunded::text,
  ${instantSql('o.placed_at')} AS "placedAt", ${instantSql('o.updated_at')} AS "updatedAt", o.version,
  ${ORDER_LINES} AS lines`;
