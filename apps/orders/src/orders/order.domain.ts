import { decimal } from '@clientele/contracts';
import type { PricedCart, PricedCartLine, Totals } from '../carts/cart-price.domain';
import { FIRST_STATE, FIRST_STATE_OF_FREE_ORDERS } from '../order-states/order-state.domain';
import { formatPair } from '../prices/price.domain';
import { toVoucherUse } from '../vouchers/cart-discount.domain';
import type { OrderLineRow, OrderRow } from './order-view.domain';
import { CartIsEmpty, PriceChanged, ProductUnavailable } from './orders.problems';

// Consonants only, without those that look or sound like a digit or another letter: no I, L, O, Q, no words.
const LETTERS = 'BCDFGHJKMNPRSTVWXZ';

/** A reference to quote: nine letters. `random(n)` gives a whole number below n. */
export const newReference = (random: (below: number) => number): string =>
  Array.from({ length: 9 }, () => LETTERS[random(LETTERS.length)]).join('');

/** A reference as it is stored, from how somebody may write it. */
export const readReference = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase();

/** Throws unless the cart can be ordered at the prices it showed last. */
export function requireOrderable({ lines, changes, voucherChanges }: PricedCart): void {
  if (lines.length === 0) throw new CartIsEmpty();
  const gone = lines.flatMap(({ price, product }) => (price ? [] : [product.id]));
  if (gone.length > 0)
    throw new ProductUnavailable({ detail: `Not for sale: ${gone.join(', ')}.`, productIds: gone });
  if (changes.length > 0 || voucherChanges.length > 0)
    throw new PriceChanged({ changes, ...(voucherChanges.length > 0 && { voucherChanges }) });
}

/** Who buys. */
export interface Buyer {
  readonly customerId: string;
  /** Null: a guest does. */
  readonly contactId: string | null;
  readonly profileId: string | null;
}

/** The order that a cart becomes. Its lines keep the ids they had in the cart. */
export const orderOf = (
  { currency, lines, totals, vouchers }: PricedCart,
  buyer: Buyer,
  identity: Pick<
    OrderRow,
    'id' | 'shopId' | 'atShopId' | 'reference' | 'cartId' | 'groupId' | 'custom' | 'placedAt'
  >,
): OrderRow => ({
  ...identity,
  ...buyer,
  state: isFree({ totals }) ? FIRST_STATE_OF_FREE_ORDERS : FIRST_STATE,
  currency: currency ?? '',
  totals,
  vouchers: vouchers.map((applied) => toVoucherUse(applied, currency ?? '')),
  paid: '0',
  refunded: '0',
  updatedAt: identity.placedAt,
  version: 1,
  lines: lines.flatMap(lineOf),
});

/** Whether there is nothing to pay. */
export const isFree = ({ totals }: { readonly totals: Totals }): boolean =>
  decimal(totals.total.taxIncluded).eq(0);

function lineOf({ id, quantity, product, price }: PricedCartLine): OrderLineRow[] {
  if (!price) return [];
  const { defaultCategoryId, categoryIds = [] } = product;
  const total = formatPair(price.total, product.currency);
  const others = categoryIds.filter((categoryId) => categoryId !== defaultCategoryId);
  return [
    {
      id,
      productId: product.id,
      sku: product.sku,
      name: product.name,
      categoryIds: defaultCategoryId === null ? others : [defaultCategoryId, ...others],
      defaultCategoryId,
      quantity,
      basePrice: price.basePrice,
      unitTaxExcluded: price.unitPrice.taxExcluded,
      unitTaxIncluded: price.unitPrice.taxIncluded,
      totalTaxExcluded: total.taxExcluded,
      totalTaxIncluded: total.taxIncluded,
      taxRate: product.taxRate,
      discountPercent: price.discount.percent,
      discountOrigin: price.discount.origin,
      discountGroupId: price.discount.groupId,
      discountCategoryId: price.discount.categoryId,
    },
  ];
}
