import type { Amount } from '../prices/amount.domain';
import type { MoneyPair, Pair } from '../prices/price.domain';

/** Which vouchers one can be used together with. */
export const COMBINABLE = ['all', 'none', 'list'] as const;
export type Combinable = (typeof COMBINABLE)[number];

/** What a percentage or amount is taken off. */
export const APPLIES_TO = ['order', 'chosen', 'cheapest'] as const;
export type AppliesTo = (typeof APPLIES_TO)[number];

/** Products of which so many have to be in the cart, by themselves or by a category. */
export interface ProductCondition {
  readonly productIds: readonly string[];
  readonly categoryIds: readonly string[];
  readonly minimumQuantity: number;
}

/** Why a voucher does not apply: first what it is and for whom, then what is in the cart. */
export const OBSTACLES = [
  ...(['not-active', 'not-begun', 'over', 'used-up', 'used-up-by-customer'] as const),
  ...(['other-customer', 'other-group', 'other-segment'] as const),
  ...(['cart-empty', 'other-currency', 'minimum-not-reached', 'products-missing', 'gift-missing'] as const),
  ...(['only-discounted', 'not-combinable', 'nothing-left'] as const),
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** Money with or without tax. */
export interface TaxedAmount {
  readonly amount: string;
  readonly currency: string;
  readonly taxIncluded: boolean;
}

/** What a voucher takes off. */
export interface VoucherEffect {
  readonly appliesTo: AppliesTo;
  readonly percent: string | null;
  readonly amount: TaxedAmount | null;
  readonly freeShipping: boolean;
  /** One of it costs nothing. */
  readonly giftProductId: string | null;
  readonly products: readonly ProductCondition[];
  /** What a group gives a discount on is left alone. */
  readonly excludeDiscounted: boolean;
}

/** A voucher as a cart sees it. */
export interface VoucherRule extends VoucherEffect {
  readonly id: string;
  /** Null: it comes by itself. */
  readonly code: string | null;
  readonly name: Readonly<Record<string, string>>;
  readonly priority: number;
  /** Whether it is in the cart, and not only about to come by itself. */
  readonly isInCart: boolean;
  /** What it was shown to take off; null: it was not shown. */
  readonly shown: MoneyPair | null;
  /** What keeps it from applying, whatever is in the cart. */
  readonly obstacle: Obstacle | null;
  readonly minimum: TaxedAmount | null;
  readonly combinable: Combinable;
  readonly combinableWith: readonly string[];
  readonly keepRest: boolean;
}

/** A line as vouchers see it. */
export interface VoucherLine {
  readonly id: string;
  readonly productId: string;
  readonly categoryIds: readonly string[];
  readonly quantity: number;
  /** Whether a group or category gives a discount on it. */
  readonly isDiscounted: boolean;
  /** What one costs, tax included: by it the cheapest is found. */
  readonly unitPrice: string;
  /** What the line costs, or what earlier vouchers have left of that. */
  readonly total: Pair<Amount>;
}

/** What can be bought with vouchers. */
export interface VoucherCart {
  readonly currency: string;
  readonly lines: readonly VoucherLine[];
}

/** What a voucher takes off a line. */
export interface LineDiscount extends Pair<Amount> {
  readonly lineId: string;
}

/** A voucher with what it takes off. */
export interface AppliedVoucher {
  readonly voucher: VoucherRule;
  readonly lines: readonly LineDiscount[];
  readonly total: Pair<Amount>;
  /** What is left of its amount, with tax or without as the amount is. */
  readonly rest: Amount;
}

/** A voucher that does not apply. */
export interface RefusedVoucher {
  readonly voucher: VoucherRule;
  readonly obstacle: Obstacle;
}

/** What becomes of the vouchers of a cart. */
export interface VoucherOutcome {
  readonly applied: readonly AppliedVoucher[];
  readonly refused: readonly RefusedVoucher[];
}

/** A voucher that takes off something else than was shown last; null: nothing, as it was not or is no more in the cart. */
export interface VoucherChange extends Pick<VoucherRule, 'code' | 'name'> {
  readonly voucherId: string;
  readonly old: MoneyPair | null;
  readonly new: MoneyPair | null;
  /** Why it is not in the cart any more. */
  readonly reason: Obstacle | null;
}

/** Whether a line is of the products that a condition names. */
export const isChosen = (
  { productIds, categoryIds }: ProductCondition,
  line: Pick<VoucherLine, 'productId' | 'categoryIds'>,
): boolean => productIds.includes(line.productId) || line.categoryIds.some((id) => categoryIds.includes(id));
