import { currencyDigits } from '@clientele/contracts';
import { parseAmount } from '../prices/amount.domain';
import { NOTHING, sumOf, takeOff, unitOf } from './voucher-effect.domain';
import {
  type AppliedVoucher,
  isChosen,
  type LineDiscount,
  type Obstacle,
  type ProductCondition,
  type RefusedVoucher,
  type TaxedAmount,
  type VoucherCart,
  type VoucherLine,
  type VoucherOutcome,
  type VoucherRule,
} from './voucher-rule.domain';

/**
 * Lets vouchers work one after the other, each on what the earlier have left: so percentages compound, and nothing is taken off
 * twice. The highest priority comes first, of equals what is in the cart already, then the oldest.
 */
export function applyVouchers(vouchers: readonly VoucherRule[], cart: VoucherCart): VoucherOutcome {
  const applied: AppliedVoucher[] = [];
  const refused: RefusedVoucher[] = [];
  let lines = cart.lines;
  for (const voucher of vouchers.toSorted(inTurn)) {
    const obstacle = obstacleTo(voucher, cart, applied);
    const effect = obstacle ? null : takeOff(voucher, lines, cart.currency);
    if (effect && (voucher.freeShipping || effect.lines.length > 0)) {
      applied.push({ voucher, ...effect, total: sumOf(effect.lines) });
      lines = less(lines, effect.lines);
    } else refused.push({ voucher, obstacle: obstacle ?? 'nothing-left' });
  }
  return { applied, refused };
}

/** Whether each of two vouchers lets the other be used with it. */
export const areCombinable = (a: Combining, b: Combining): boolean => allows(a, b) && allows(b, a);

type Combining = Pick<VoucherRule, 'id' | 'combinable' | 'combinableWith'>;

function allows({ combinable, combinableWith }: Combining, other: Combining): boolean {
  if (combinable === 'list') return combinableWith.includes(other.id);
  return combinable === 'all';
}

const inTurn = (a: VoucherRule, b: VoucherRule): number =>
  b.priority - a.priority || Number(b.isInCart) - Number(a.isInCart) || (a.id < b.id ? -1 : 1);

function obstacleTo(
  voucher: VoucherRule,
  cart: VoucherCart,
  applied: readonly AppliedVoucher[],
): Obstacle | null {
  if (voucher.obstacle) return voucher.obstacle;
  const { minimum, amount, products, giftProductId, excludeDiscounted } = voucher;
  const { currency, lines } = cart;
  if (lines.length === 0) return 'cart-empty';
  if ([minimum, amount].some((money) => money && money.currency !== currency)) return 'other-currency';
  if (!products.every((condition) => isMet(condition, lines))) return 'products-missing';
  const gift = lines.find(({ productId }) => productId === giftProductId);
  if (giftProductId !== null && !gift) return 'gift-missing';
  if (minimum && !isReached(minimum, lines, gift)) return 'minimum-not-reached';
  if (excludeDiscounted && lines.every(({ isDiscounted }) => isDiscounted)) return 'only-discounted';
  if (!applied.every((other) => areCombinable(voucher, other.voucher))) return 'not-combinable';
  return null;
}

function isMet(condition: ProductCondition, lines: readonly VoucherLine[]): boolean {
  const chosen = lines.filter((line) => isChosen(condition, line));
  return chosen.reduce((sum, { quantity }) => sum + quantity, 0) >= condition.minimumQuantity;
}

// A gift does not help to reach what it is given for.
function isReached(
  { amount, currency, taxIncluded }: TaxedAmount,
  lines: readonly VoucherLine[],
  gift: VoucherLine | undefined,
): boolean {
  const digits = currencyDigits(currency);
  const [sum, given] = [sumOf(lines.map(({ total }) => total)), gift ? unitOf(gift) : NOTHING];
  const reached = taxIncluded ? sum.taxIncluded - given.taxIncluded : sum.taxExcluded - given.taxExcluded;
  return reached * 10n ** BigInt(6 - digits) >= parseAmount(amount, 6);
}

function less(lines: readonly VoucherLine[], discounts: readonly LineDiscount[]): readonly VoucherLine[] {
  const byLine = new Map(discounts.map((discount) => [discount.lineId, discount]));
  return lines.map((line) => {
    const { taxExcluded, taxIncluded } = byLine.get(line.id) ?? NOTHING;
    const total = {
      taxExcluded: line.total.taxExcluded - taxExcluded,
      taxIncluded: line.total.taxIncluded - taxIncluded,
    };
    return { ...line, total };
  });
}
