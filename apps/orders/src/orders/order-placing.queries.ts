import { statement } from '@clientele/database';

/** `(order, own fields)`: of an order that is being placed. */
export const fillOrder = statement('orders-fill', 'UPDATE orders SET custom = $2 WHERE id = $1');

/**
 * Turns a locked cart into an order and announces it, in one round trip:
 * `(id, shop, reference, cart, customer, contact, profile, state, currency, group, totals, total without and with tax,
 * now, lines, id of the change of state, kind and id of the actor, event ids, event types, events, the
 * guest's checkout or null, of the shops that share customers the one where it is placed or null)`.
 */
export const insertOrder = statement(
  'orders-insert',
  `WITH placed AS (
     INSERT INTO orders (id, shop_id, reference, cart_id, customer_id, contact_id, profile_id, state, currency,
                         group_id, totals, total_tax_excluded, total_tax_included, paid, version, placed_at, updated_at,
                         visitor_id, at_shop_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 1, $14, $14, $22, $23)
     RETURNING id
   ), lines AS (
     INSERT INTO order_lines (id, order_id, product_id, sku, name, category_ids, has_default_category, quantity, base_price,
                              unit_tax_excluded, unit_tax_included, total_tax_excluded, total_tax_included, tax_rate,
                              discount_percent, discount_origin, discount_group_id, discount_category_id)
     SELECT l.id, placed.id, "productId", sku, name, "categoryIds", "defaultCategoryId" IS NOT NULL, quantity, "basePrice", "unitTaxExcluded",
            "unitTaxIncluded", "totalTaxExcluded", "totalTaxIncluded", "taxRate", "discountPercent", "discountOrigin",
            "discountGroupId", "discountCategoryId"
     FROM placed, json_to_recordset($15::json) AS l (
       id uuid, "productId" text, sku text, name text, "categoryIds" text[], "defaultCategoryId" text, quantity integer, "basePrice" numeric,
       "unitTaxExcluded" numeric, "unitTaxIncluded" numeric, "totalTaxExcluded" numeric, "totalTaxIncluded" numeric,
       "taxRate" numeric, "discountPercent" numeric, "discountOrigin" text, "discountGroupId" uuid,
       "discountCategoryId" text)
   ), history AS (
     INSERT INTO order_state_changes (id, order_id, from_state, to_state, actor_kind, actor_id, reason, changed_at)
     SELECT $16, placed.id, NULL, $8, $17, $18, 'placed', $14 FROM placed
   ), ordered AS (
     UPDATE carts SET state = 'ordered', contact_id = coalesce($6, contact_id), version = version + 1, updated_at = $14
     FROM placed WHERE carts.id = $4
   )
   INSERT INTO outbox (id, type, event)
   SELECT e.id, e.type, e.event FROM unnest($19::uuid[], $20::text[], $21::json[]) AS e (id, type, event)`,
);
