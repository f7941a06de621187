import {
  type Decimal,
  decimal,
  formatPrice,
  formatTotal,
  LARGEST_AMOUNT,
  type PriceDisplay,
  roundToCurrency,
} from '@clientele/contracts';

/** A value without and with tax. */
export interface Pair<T> {
  readonly taxExcluded: T;
  readonly taxIncluded: T;
}

/** Money without and with tax, as the API shows it. */
export type MoneyPair = Pair<string>;

/** What a price depends on, on the side of the product. */
export interface ProductToPrice {
  /** Tax excluded, up to six decimals. */
  readonly price: string;
  readonly currency: string;
  /** Per cent. */
  readonly taxRate: string;
  readonly defaultCategoryId: string | null;
  /** Percentage that the group gives on the default category, if it gives one. */
  readonly categoryDiscount: string | null;
}

/** What a price depends on, on the side of the customer. */
export interface GroupPricing {
  readonly id: string;
  readonly discountPercent: string;
  readonly priceDisplay: PriceDisplay;
}

/** What was taken off the base price, and why. */
export interface Discount {
  readonly percent: string;
  readonly origin: 'none' | 'group' | 'category';
  readonly groupId: string;
  readonly categoryId: string | null;
}

/** A quantity of a product with its price. */
export interface PricedLine {
  readonly basePrice: string;
  readonly discount: Discount;
  /** Up to six decimals. */
  readonly unitPrice: MoneyPair;
  /** The unit price as it is shown to people: in the group's tax display, rounded to what can be paid. */
  readonly displayedPrice: string;
  readonly total: Pair<Decimal>;
}

const HUNDRED = decimal(100);
const HUNDREDTH = decimal('0.01');
const ONE = decimal(1);
const LARGEST = decimal(LARGEST_AMOUNT);

/** What is left of one after a discount, and what one becomes with tax. */
const lessPercent = remembered((percent) => HUNDRED.minus(percent).times(HUNDREDTH));
const plusPercent = remembered((percent) => HUNDRED.plus(percent).times(HUNDREDTH));

/** The group's discount on the product's default category in place of its general one, even if it is 0 %. */
export function discountOf(
  { defaultCategoryId, categoryDiscount }: Pick<ProductToPrice, 'defaultCategoryId' | 'categoryDiscount'>,
  { id: groupId, discountPercent }: GroupPricing,
): Discount {
  if (categoryDiscount !== null)
    return { percent: categoryDiscount, origin: 'category', groupId, categoryId: defaultCategoryId };
  const origin = lessPercent(discountPercent).eq(ONE) ? 'none' : 'group';
  return { percent: discountPercent, origin, groupId, categoryId: null };
}

/**
 * Base price, less the discount, plus tax; only the totals of the line are rounded to the digits of the currency,
 * half away from zero. So a unit price of six decimals is shown, but nothing is lost before it is multiplied.
 */
export function priceLine(product: ProductToPrice, quantity: number, group: GroupPricing): PricedLine {
  const { currency } = product;
  const discount = discountOf(product, group);
  const base = decimal(product.price);
  const taxExcluded = base.times(lessPercent(discount.percent));
  const taxIncluded = taxExcluded.times(plusPercent(product.taxRate));
  const shown = group.priceDisplay === 'tax-included' ? taxIncluded : taxExcluded;

  return {
    basePrice: formatPrice(base, currency),
    discount,
    unitPrice: {
      taxExcluded: formatPrice(taxExcluded, currency),
      taxIncluded: formatPrice(taxIncluded, currency),
    },
    displayedPrice: formatTotal(shown, currency),
    total: {
      taxExcluded: roundToCurrency(taxExcluded.times(quantity), currency),
      taxIncluded: roundToCurrency(taxIncluded.times(quantity), currency),
    },
  };
}

/** Whether an amount is beyond what can be stored. */
export const isTooLarge = (amount: Decimal): boolean => amount.gt(LARGEST);

/** Totals as the API shows them. */
export const formatPair = ({ taxExcluded, taxIncluded }: Pair<Decimal>, currency: string): MoneyPair => ({
  taxExcluded: formatTotal(taxExcluded, currency),
  taxIncluded: formatTotal(taxIncluded, currency),
});

// A shop has few percentages and prices a lot with them.
function remembered(compute: (percent: string) => Decimal): (percent: string) => Decimal {
  const known = new Map<string, Decimal>();
  return (percent) => {
    const seen = known.get(percent);
    if (seen) return seen;
    const factor = compute(percent);
    if (known.size < 1_000) known.set(percent, factor);
    return factor;
  };
}
