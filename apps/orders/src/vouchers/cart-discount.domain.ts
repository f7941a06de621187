import { decimal, formatTotal } from '@clientele/contracts';
import { NO_CURRENCY, type PricedCart, type PricedCartLine } from '../carts/cart-price.domain';
import { formatPair, formatTax, type MoneyPair, type Pair } from '../prices/price.domain';
import { sumOf } from './voucher-effect.domain';
import type {
  AppliedVoucher,
  RefusedVoucher,
  VoucherChange,
  VoucherLine,
  VoucherOutcome,
  VoucherRule,
} from './voucher-rule.domain';

/** A voucher with what it takes off, as the API tells it and as orders keep it. */
export interface VoucherUse {
  readonly id: string;
  readonly code: string | null;
  readonly name: Record<string, string>;
  readonly freeShipping: boolean;
  readonly total: MoneyPair;
  readonly lines: (MoneyPair & { readonly lineId: string })[];
}

/** The lines that vouchers can work on: those that can be bought. */
export const voucherLinesOf = (
  { lines }: PricedCart,
  categories: Readonly<Record<string, readonly string[]>>,
): VoucherLine[] =>
  lines.flatMap(({ id, quantity, product, price }: PricedCartLine) =>
    price
      ? {
          ...{ id, quantity, productId: product.id, categoryIds: categories[product.id] ?? [] },
          isDiscounted: !decimal(price.discount.percent).eq(0),
          unitPrice: price.unitPrice.taxIncluded,
          total: price.total,
        }
      : [],
  );

/** The cart with what vouchers take off, and what of that was not shown yet. */
export function discountCart(cart: PricedCart, { applied, refused }: VoucherOutcome): PricedCart {
  const currency = cart.currency ?? NO_CURRENCY;
  const products = sumOf(cart.lines.flatMap(({ price }) => price?.total ?? []));
  const discounts = sumOf(applied.map(({ total }) => total));
  const total: Pair<bigint> = {
    taxExcluded: products.taxExcluded - discounts.taxExcluded,
    taxIncluded: products.taxIncluded - discounts.taxIncluded,
  };
  return {
    ...cart,
    totals: {
      ...cart.totals,
      discounts: formatPair(discounts, currency),
      tax: formatTax(total, currency),
      total: formatPair(total, currency),
    },
    vouchers: applied,
    voucherChanges: [
      ...applied.flatMap((one) => changeOf(one, currency)),
      ...refused.flatMap((one) => leavingOf(one, currency)),
    ],
  };
}

/** What the API tells of a voucher in a cart or order. */
export const toVoucherUse = ({ voucher, lines, total }: AppliedVoucher, currency: string): VoucherUse => ({
  id: voucher.id,
  code: voucher.code,
  name: { ...voucher.name },
  freeShipping: voucher.freeShipping,
  total: formatPair(total, currency),
  lines: lines.map(({ lineId, ...taken }) => ({ lineId, ...formatPair(taken, currency) })),
});

function changeOf({ voucher, total }: AppliedVoucher, currency: string): VoucherChange[] {
  const [old, now] = [shownOf(voucher, currency), formatPair(total, currency)];
  if (old && old.taxExcluded === now.taxExcluded && old.taxIncluded === now.taxIncluded) return [];
  return [{ ...nameOf(voucher), old, new: now, reason: null }];
}

// What did not come by itself is no change.
const leavingOf = ({ voucher, obstacle }: RefusedVoucher, currency: string): VoucherChange[] =>
  voucher.isInCart
    ? [{ ...nameOf(voucher), old: shownOf(voucher, currency), new: null, reason: obstacle }]
    : [];

const nameOf = ({ id, code, name }: VoucherRule) => ({ voucherId: id, code, name: { ...name } });

const shownOf = ({ shown }: VoucherRule, currency: string): MoneyPair | null =>
  shown && {
    taxExcluded: formatTotal(decimal(shown.taxExcluded), currency),
    taxIncluded: formatTotal(decimal(shown.taxIncluded), currency),
  };
