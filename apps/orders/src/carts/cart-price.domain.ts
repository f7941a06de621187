import { decimal, formatPrice } from '@clientele/contracts';
import { type Amount, isTooLarge } from '../prices/amount.domain';
import {
  formatPair,
  formatTax,
  type GroupPricing,
  type MoneyPair,
  type Pair,
  type PricedLine,
  priceLine,
} from '../prices/price.domain';
import { AmountTooLarge } from '../prices/prices.problems';
import type { AppliedVoucher, VoucherChange } from '../vouchers/voucher-rule.domain';
import type { CartContents, CartLineContent } from './cart.domain';

/** What a cart or order costs. Rounded line by line, so each sum is one of amounts that can be paid. */
export interface Totals {
  readonly products: MoneyPair;
  readonly discounts: MoneyPair;
  readonly shipping: MoneyPair;
  readonly wrapping: MoneyPair;
  readonly tax: string;
  readonly total: MoneyPair;
}

/** A unit price that is not what was shown last. */
export interface PriceChange {
  readonly lineId: string;
  readonly productId: string;
  readonly old: MoneyPair;
  readonly new: MoneyPair;
}

/** A line with its price; without one if the product is not for sale (in this currency) any more. */
export interface PricedCartLine extends CartLineContent {
  readonly price: PricedLine | null;
}

/** A cart with today's prices. */
export interface PricedCart {
  readonly currency: string | null;
  readonly lines: readonly PricedCartLine[];
  readonly totals: Totals;
  readonly changes: readonly PriceChange[];
  /** What vouchers take off. */
  readonly vouchers: readonly AppliedVoucher[];
  /** What of that is not as it was shown last. */
  readonly voucherChanges: readonly VoucherChange[];
}

const NOTHING: Pair<Amount> = { taxExcluded: 0n, taxIncluded: 0n };
/** ISO 4217 for "no currency": what an empty cart adds up to. */
export const NO_CURRENCY = 'XXX';

/** Prices every line for the members of a group, before vouchers. What cannot be sold any more has no price and does not count. */
export function priceCart({ currency, lines }: CartContents, group: GroupPricing): PricedCart {
  const priced = lines.map((line) => ({
    ...line,
    price: isForSale(line, currency) ? priceLine(line.product, line.quantity, group) : null,
  }));
  return {
    currency,
    lines: priced,
    totals: totalsOf(
      priced.flatMap(({ price }) => price?.total ?? []),
      currency ?? NO_CURRENCY,
    ),
    changes: priced.flatMap(changeOf),
    vouchers: [],
    voucherChanges: [],
  };
}

/** Sums up lines. Shipping and gift wrapping have no part in it yet. */
export function totalsOf(lines: readonly Pair<Amount>[], currency: string): Totals {
  const products = lines.reduce(
    (sum, line) => ({
      taxExcluded: sum.taxExcluded + line.taxExcluded,
      taxIncluded: sum.taxIncluded + line.taxIncluded,
    }),
    NOTHING,
  );
  if (isTooLarge(products.taxIncluded, currency))
    throw new AmountTooLarge({
      errors: [{ pointer: '/quantity', code: 'too-large', message: 'The total would be too large.' }],
    });
  const sum = formatPair(products, currency);
  const nothing = formatPair(NOTHING, currency);
  return {
    products: sum,
    discounts: nothing,
    shipping: nothing,
    wrapping: nothing,
    tax: formatTax(products, currency),
    total: sum,
  };
}

const isForSale = ({ product }: CartLineContent, currency: string | null): boolean =>
  product.active && product.currency === currency;

function changeOf({ id, product, shown, price }: PricedCartLine): PriceChange[] {
  if (!shown || !price || isSame(shown, price.unitPrice)) return [];
  const old = {
    taxExcluded: formatPrice(decimal(shown.taxExcluded), product.currency),
    taxIncluded: formatPrice(decimal(shown.taxIncluded), product.currency),
  };
  return [{ lineId: id, productId: product.id, old, new: price.unitPrice }];
}

const isSame = (a: MoneyPair, b: MoneyPair): boolean =>
  decimal(a.taxExcluded).eq(b.taxExcluded) && decimal(a.taxIncluded).eq(b.taxIncluded);
