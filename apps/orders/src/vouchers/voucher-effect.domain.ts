import { currencyDigits } from '@clientele/contracts';
import { type Amount, parseAmount, roundAmount } from '../prices/amount.domain';
import type { Pair } from '../prices/price.domain';
import {
  isChosen,
  type LineDiscount,
  type TaxedAmount,
  type VoucherEffect,
  type VoucherLine,
} from './voucher-rule.domain';

/** What a voucher takes off, and what is left of its amount. */
interface TakenOff {
  readonly lines: readonly LineDiscount[];
  readonly rest: Amount;
}

export const NOTHING: Pair<Amount> = { taxExcluded: 0n, taxIncluded: 0n };

/** Decimals of a percentage, as a part of one. */
const PERCENT = 4;

/** Sums up. */
export const sumOf = (pairs: readonly Pair<Amount>[]): Pair<Amount> =>
  pairs.reduce<Pair<Amount>>(
    (sum, pair) => ({
      taxExcluded: sum.taxExcluded + pair.taxExcluded,
      taxIncluded: sum.taxIncluded + pair.taxIncluded,
    }),
    NOTHING,
  );

/** What one of a line costs, of what it costs by now. */
export const unitOf = ({ total, quantity }: Pick<VoucherLine, 'total' | 'quantity'>): Pair<Amount> => ({
  taxExcluded: part(total.taxExcluded, 1n, BigInt(quantity)),
  taxIncluded: part(total.taxIncluded, 1n, BigInt(quantity)),
});

/**
 * What a voucher takes off lines: one of its gift as a whole, and of what is left its percentage or amount. Of each line the price
 * with tax loses as much as that without, in proportion, so that the tax that is left is that of the rate.
 */
export function takeOff(voucher: VoucherEffect, lines: readonly VoucherLine[], currency: string): TakenOff {
  const gift = lines.flatMap((line) =>
    line.productId === voucher.giftProductId ? [{ lineId: line.id, ...unitOf(line) }] : [],
  );
  const left = lines.map((line) => {
    const given = gift.find(({ lineId }) => lineId === line.id);
    if (!given) return line;
    return {
      ...line,
      quantity: Math.max(1, line.quantity - 1),
      total: {
        taxExcluded: line.total.taxExcluded - given.taxExcluded,
        taxIncluded: line.total.taxIncluded - given.taxIncluded,
      },
    };
  });
  const parts = partsOf(voucher, left);
  const { lines: taken, rest } = voucher.amount
    ? takeAmount(voucher.amount, parts, currency)
    : { lines: takePercent(voucher.percent ?? '0', parts), rest: 0n };
  const all = [...gift, ...taken];
  const ids = [...new Set(all.map(({ lineId }) => lineId))];
  const sums = ids.map((id) => ({ lineId: id, ...sumOf(all.filter(({ lineId }) => lineId === id)) }));
  return { lines: sums.filter((sum) => sum.taxExcluded !== 0n || sum.taxIncluded !== 0n), rest };
}

// What a percentage or amount is taken off: whole lines, or one of the cheapest.
function partsOf(
  { appliesTo, products, excludeDiscounted }: VoucherEffect,
  lines: readonly VoucherLine[],
): LineDiscount[] {
  const possible = lines.filter(({ isDiscounted }) => !(excludeDiscounted && isDiscounted));
  if (appliesTo === 'cheapest') {
    const [cheapest] = possible
      .filter(({ total }) => total.taxIncluded > 0n)
      .toSorted((a, b) => (parseAmount(a.unitPrice, 6) < parseAmount(b.unitPrice, 6) ? -1 : 1));
    return cheapest ? [{ lineId: cheapest.id, ...unitOf(cheapest) }] : [];
  }
  return possible
    .filter((line) => appliesTo === 'order' || products.some((condition) => isChosen(condition, line)))
    .map(({ id, total }) => ({ lineId: id, ...total }));
}

function takePercent(percent: string, parts: readonly LineDiscount[]): LineDiscount[] {
  const share = parseAmount(percent, PERCENT - 2);
  return parts.map(({ lineId, taxExcluded, taxIncluded }) => ({
    lineId,
    taxExcluded: roundAmount(taxExcluded * share, PERCENT, 0),
    taxIncluded: roundAmount(taxIncluded * share, PERCENT, 0),
  }));
}

// Never more than there is. Spread over the lines by what they cost, so that the shares add up to the amount exactly.
function takeAmount(
  { amount, taxIncluded }: TaxedAmount,
  parts: readonly LineDiscount[],
  currency: string,
): TakenOff {
  const wanted = roundAmount(parseAmount(amount, 6), 6, currencyDigits(currency));
  const [side, other] = taxIncluded
    ? (['taxIncluded', 'taxExcluded'] as const)
    : (['taxExcluded', 'taxIncluded'] as const);
  const there = sumOf(parts)[side];
  if (wanted >= there) return { lines: parts, rest: wanted - there };

  let [before, taken] = [0n, 0n];
  const lines = parts.map(({ lineId, ...cost }) => {
    before += cost[side];
    const share = part(before, wanted, there) - taken;
    taken += share;
    const others = cost[side] === 0n ? 0n : part(cost[other], share, cost[side]);
    return taxIncluded
      ? { lineId, taxExcluded: others, taxIncluded: share }
      : { lineId, taxExcluded: share, taxIncluded: others };
  });
  return { lines, rest: 0n };
}

/** `amount × share / whole`, rounded half away from zero. */
const part = (amount: Amount, share: Amount, whole: Amount): Amount =>
  (2n * amount * share + whole) / (2n * whole);
