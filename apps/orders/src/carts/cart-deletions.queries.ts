import { statement } from '@clientele/database';
import { mayBeSeen } from '@clientele/sight';
import { type CartInShort, IN_SHORT } from './quiet-carts.queries';

/** What was in a cart. */
export interface CartProduct {
  readonly productId: string;
  readonly quantity: number;
}

/**
 * `(shop, carts, customer or visitor who owns them, whether anybody may, the employee whose sight is limited, the shop
 * that the owner is at)`: locks carts, in an order that all follow.
 */
export const lockCarts = statement<CartInShort>(
  'carts-lock-to-delete',
  `SELECT ${IN_SHORT} FROM carts c
   WHERE c.shop_id = $1 AND c.id = ANY ($2::uuid[]) AND ($5::boolean
       OR ((c.customer_id = $3 OR c.visitor_id = $4) AND coalesce(c.at_shop_id, c.shop_id) = $7))
     AND ${mayBeSeen('c.customer_id', '$6')}
   ORDER BY c.id FOR UPDATE OF c`,
);

/** `(carts)`: deletes locked carts, and tells what was in them. */
export const deleteCarts = statement<{ id: string; products: CartProduct[] }>(
  'carts-delete-many',
  `DELETE FROM carts c WHERE c.id = ANY ($1::uuid[])
   RETURNING c.id, (
     SELECT coalesce(json_agg(json_build_object('productId', l.product_id, 'quantity', l.quantity) ORDER BY l.id), '[]')
     FROM cart_lines l WHERE l.cart_id = c.id) AS products`,
);
