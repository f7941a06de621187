import { currencyDigits, type PriceDisplay } from '@clientele/contracts';
import { type Amount, formatAmount, formatShort, parseAmount, roundAmount } from './amount.domain';

/** A value without and with tax. */
export interface Pair<T> {
  readonly taxExcluded: T;
  readonly taxIncluded: T;
}

/** Money without and with tax, as the API shows it. */
export type MoneyPair = Pair<string>;

/** What a group gives on the categories of a product. */
interface CategoryDiscounts {
  /** Percentage that the group gives on the default category, if it gives one. */
  readonly categoryDiscount: string | null;
  /** What the group gives on the nearest category above, of those where it holds below as well. */
  readonly inherited?: InheritedDiscount | null;
}

/** What a price depends on, on the side of the product. */
export interface ProductToPrice extends CategoryDiscounts {
  /** Tax excluded, up to six decimals. */
  readonly price: string;
  readonly currency: string;
  /** Per cent. */
  readonly taxRate: string;
  readonly defaultCategoryId: string | null;
  /** What all groups of the customer give, where the best counts. */
  readonly offers?: readonly Offer[] | null;
}

/** What a group of the customer gives on a product. */
export interface Offer extends CategoryDiscounts {
  readonly groupId: string;
  readonly discountPercent: string;
}

/** A discount on a category that the default one is part of. */
export interface InheritedDiscount {
  readonly categoryId: string;
  readonly percent: string;
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
  /** Of the whole quantity, with the digits of the currency. */
  readonly total: Pair<Amount>;
}

/** How many decimals prices have, and percentages of discounts and taxes. */
const PRICE = 6;
const DISCOUNT = 2;
const TAX = 4;
// A percentage as a part of one has two more.
const LESS = PRICE + DISCOUNT + 2;
const PLUS = LESS + TAX + 2;
const HUNDRED = '100';

/** What is taken off a product: what the group gives, unless another that counts gives more. */
export function discountOf(
  product: Pick<ProductToPrice, 'defaultCategoryId' | 'categoryDiscount' | 'inherited' | 'offers'>,
  { id: groupId, discountPercent }: GroupPricing,
): Discount {
  const { defaultCategoryId, offers, categoryDiscount, inherited } = product;
  const own = givenBy({ groupId, discountPercent, categoryDiscount, inherited }, defaultCategoryId);
  if (!offers) return own;
  return offers
    .map((offer) => givenBy(offer, defaultCategoryId))
    .reduce((best, other) => (isMore(other, best) ? other : best), own);
}

/**
 * A group's discount on the product's default category in place of its general one, even if it is 0 %; else that on the
 * nearest category above which holds for those below it.
 */
function givenBy(
  { groupId, discountPercent, categoryDiscount, inherited }: Offer,
  defaultCategoryId: string | null,
): Discount {
  if (categoryDiscount !== null)
    return { percent: categoryDiscount, origin: 'category', groupId, categoryId: defaultCategoryId };
  if (inherited) return { ...inherited, origin: 'category', groupId };
  const origin = parseAmount(discountPercent, DISCOUNT) === 0n ? 'none' : 'group';
  return { percent: discountPercent, origin, groupId, categoryId: null };
}

const isMore = (a: Discount, b: Discount): boolean =>
  parseAmount(a.percent, DISCOUNT) > parseAmount(b.percent, DISCOUNT);

/**
 * Base price, less the discount, plus tax; only the totals of the line are rounded to the digits of the currency,
 * half away from zero. So a unit price of six decimals is shown, but nothing is lost before it is multiplied.
 */
export function priceLine(product: ProductToPrice, quantity: number, group: GroupPricing): PricedLine {
  const digits = currencyDigits(product.currency);
  const discount = discountOf(product, group);
  const base = parseAmount(product.price, PRICE);
  const taxExcluded = base * (parseAmount(HUNDRED, DISCOUNT) - parseAmount(discount.percent, DISCOUNT));
  const taxIncluded = taxExcluded * (parseAmount(HUNDRED, TAX) + parseAmount(product.taxRate, TAX));
  const count = BigInt(quantity);

  return {
    basePrice: formatShort(base, PRICE, digits),
    discount,
    unitPrice: {
      taxExcluded: formatShort(roundAmount(taxExcluded, LESS, PRICE), PRICE, digits),
      taxIncluded: formatShort(roundAmount(taxIncluded, PLUS, PRICE), PRICE, digits),
    },
    displayedPrice: formatAmount(
      group.priceDisplay === 'tax-included'
        ? roundAmount(taxIncluded, PLUS, digits)
        : roundAmount(taxExcluded, LESS, digits),
      digits,
    ),
    total: {
      taxExcluded: roundAmount(taxExcluded * count, LESS, digits),
      taxIncluded: roundAmount(taxIncluded * count, PLUS, digits),
    },
  };
}

/** Totals as the API shows them. */
export function formatPair({ taxExcluded, taxIncluded }: Pair<Amount>, currency: string): MoneyPair {
  const digits = currencyDigits(currency);
  return { taxExcluded: formatAmount(taxExcluded, digits), taxIncluded: formatAmount(taxIncluded, digits) };
}

/** The tax in a total, as the API shows it. */
export const formatTax = ({ taxExcluded, taxIncluded }: Pair<Amount>, currency: string): string =>
  formatAmount(taxIncluded - taxExcluded, currencyDigits(currency));
