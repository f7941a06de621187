import type { OwnValues, ScopedRule } from '@clientele/forms';
import { type Place, type Principal, shopAt } from '@clientele/contracts';
import { type Database, instantSql, readLocked, type Statement, type Tx } from '@clientele/database';

import { customerOf } from './cart-access.domain';
import { rulesSql } from '../forms/forms.queries';
import { type KnownPricing, priced, type PriceSql } from '../prices/prices.queries';
import type { CartState } from './cart-state.domain';
import { mayHaveVouchers } from '../vouchers/cart-vouchers.queries';
import type { CartContents, CartProduct } from './cart.domain';

/** A cart with all that its prices depend on. */
export interface CartRow extends CartContents, Place {
  readonly id: string;
  readonly number: string;
  readonly state: CartState;
  /** When it was found abandoned last. */
  readonly abandonedAt: string | null;
  readonly customerId: string | null;
  readonly visitorId: string | null;
  readonly contactId: string | null;
  readonly custom: OwnValues;
  readonly version: number;
  /** The version that the statement saw outside the lock. */
  readonly seen: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly group: KnownPricing | null;
  /** The product that is to be added. */
  readonly product: CartProduct | null;
  /** Whether it has vouchers, or some may come by themselves. */
  readonly mayHaveVouchers: boolean;
}

const PRODUCT = `'sku', p.sku, 'name', p.name, 'active', p.active`;

const PRODUCT_WITH_CATEGORIES = `${PRODUCT}, 'categoryIds', (
  SELECT coalesce(json_agg(pc.category_id ORDER BY pc.category_id), '[]')
  FROM product_categories pc WHERE pc.shop_id = p.shop_id AND pc.product_id = p.id)`;

// Only guests checking out are a visitor and act for a customer.
const IS_GUEST = '($3::uuid IS NOT NULL AND $4::uuid IS NOT NULL)';
// A cart belongs to the shop where it was made: who is at another one has others there.
const AT = 'coalesce(c.at_shop_id, c.shop_id)';
const PRICED_FOR = {
  shop: 'c.shop_id',
  at: AT,
  customer: `CASE WHEN NOT ${IS_GUEST} THEN coalesce(c.customer_id, c.price_context) END`,
  now: '$6::timestamptz',
  isGuest: IS_GUEST,
};

// Of $1 shop, $2 cart, $3 customer or $4 visitor who owns it, $5 whether anybody may, $6 now, $7 product to add,
// $8 the shop that the owner is at.
const cartSql = (prices: PriceSql, product: string, further = ''): string => `
  SELECT ${further}c.id, c.shop_id AS "shopId", c.at_shop_id AS "atShopId", c.number::text, c.state, c.currency, c.customer_id AS "customerId", c.visitor_id AS "visitorId",
         c.contact_id AS "contactId", c.custom, c.version, ${instantSql('c.abandoned_at')} AS "abandonedAt",
         ${mayHaveVouchers('$6')} AS "mayHaveVouchers",
         (SELECT s.version FROM carts s WHERE s.id = c.id) AS seen,
         ${instantSql('c.created_at')} AS "createdAt", ${instantSql('c.updated_at')} AS "updatedAt",
         CASE WHEN g.id IS NOT NULL THEN
           json_build_object('id', g.id, 'discountPercent', g.discount_percent, 'priceDisplay', g.price_display,
                             'showPrices', g.show_prices) END AS "group",
         (SELECT coalesce(json_agg(json_build_object(
             'id', l.id, 'quantity', l.quantity,
             'shown', json_build_object('taxExcluded', trim_scale(l.unit_tax_excluded)::text,
                                        'taxIncluded', trim_scale(l.unit_tax_included)::text),
             'product', json_build_object(${prices.product}, ${product})) ORDER BY l.id), '[]')
          FROM cart_lines l JOIN products p ON p.shop_id = l.shop_id AND p.id = l.product_id
          WHERE l.cart_id = c.id) AS lines,
         (SELECT json_build_object(${prices.product}, ${product}) FROM products p WHERE p.shop_id = c.shop_id AND p.id = $7) AS product
  FROM carts c
  LEFT JOIN LATERAL (${prices.group(PRICED_FOR)}) AS g ON true
  WHERE c.shop_id = $1 AND c.id = $2 AND ($5::boolean OR ((c.customer_id = $3 OR c.visitor_id = $4) AND ${AT} = $8))
    AND NOT (${IS_GUEST} AND c.state = 'ordered')`;

const cartStatement = <Row extends CartRow>(
  name: string,
  sql: (prices: PriceSql) => string,
): Statement<Row> => priced<Row>(name, sql, (cart) => !cart || cart.group !== null);

const read = cartStatement<CartRow>('carts-read', (prices) => cartSql(prices, PRODUCT));
/** The cart under a lock. Declared for all to see, so that the benchmark runs the same statement. */
export const lock = cartStatement<CartRow>(
  'carts-lock',
  (prices) => `${cartSql(prices, PRODUCT)} FOR UPDATE OF c`,
);
/** A cart that becomes an order. */
export interface CartToOrder extends CartRow {
  /** Whether who orders may not act for the customer any more, in spite of the token. */
  readonly revoked: boolean;
  /** The rules of the order's form that hold for the customer. */
  readonly rules: readonly ScopedRule[];
}

// Of $9 contact and $10 link; nobody acts for a customer that is part of another by now.
const REVOKED = `
  (EXISTS (SELECT FROM revoked_access r WHERE r.id IN ($9, $10) AND r.revoked)
   OR EXISTS (SELECT FROM known_merges m WHERE m.from_id = c.customer_id AND NOT m.undone)) AS revoked, `;

const RULES = `ARRAY(${rulesSql('$1', "'order'", '$3', '$6::timestamptz')}) AS rules, `;

/** The same with the categories of the products, whether the buyer may still buy, and what the order's form asks for. */
export const lockToOrder = cartStatement<CartToOrder>(
  'carts-lock-to-order',
  (prices) => `${cartSql(prices, PRODUCT_WITH_CATEGORIES, REVOKED + RULES)} FOR UPDATE OF c`,
);

/** The cart, if there is one and the caller may see it. */
export const readCart = (
  db: Database,
  caller: Principal,
  id: string,
  now: Date,
): Promise<CartRow | undefined> => read.first(db, parametersOf(caller, id, now, null));

/** The cart, locked, with a product that is to be added. */
export const lockCart = (
  tx: Tx,
  caller: Principal,
  id: string,
  now: Date,
  productId: string | null = null,
): Promise<CartRow | undefined> => readLocked(() => lock.first(tx, parametersOf(caller, id, now, productId)));

/** The cart, locked, with the categories of its products. */
export const lockCartToOrder = (
  tx: Tx,
  caller: Principal,
  id: string,
  now: Date,
): Promise<CartToOrder | undefined> => {
  const access = caller.kind === 'contact' ? [caller.id, caller.linkId] : [null, null];
  return readLocked(() => lockToOrder.first(tx, [...parametersOf(caller, id, now, null), ...access]));
};

const parametersOf = (caller: Principal, id: string, now: Date, productId: string | null): unknown[] => [
  caller.shopId,
  id,
  customerOf(caller),
  caller.kind === 'visitor' ? caller.id : null,
  caller.kind === 'employee' || caller.kind === 'client',
  now,
  productId,
  shopAt(caller),
];
