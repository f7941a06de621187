import { type PriceDisplay, PRICE_DISPLAYS } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class MoneyPairView {
  taxExcluded: string;
  taxIncluded: string;
}

export class DiscountView {
  /** Per cent, taken off the base price. */
  percent: string;
  /** `category`: the group's discount on a category, in place of its general one. */
  @ApiProperty({ enum: ['none', 'group', 'category'] })
  origin: 'none' | 'group' | 'category';
  /** The group that gives it; where the best of several counts, it may be another than the one whose prices apply. */
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** The category that has the discount: the product's default one, or the nearest above it whose discount holds below. */
  categoryId: string | null;
}

/** The group whose prices apply. */
export class PricingGroupView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: PRICE_DISPLAYS })
  priceDisplay: PriceDisplay;
}

/** What a quantity of a product costs the caller. Without figures where prices are hidden. */
export class PriceView {
  productId: string;
  quantity: number;
  /** ISO 4217. */
  currency?: string;
  /** Price of the catalogue, tax excluded, up to six decimals. */
  basePrice?: string;
  /** Discount taken off, up to six decimals. */
  unitPrice?: MoneyPairView;
  /** The unit price to show to people: in the group's tax display, rounded to what can be paid. */
  displayedPrice?: string;
  /** Of the whole quantity, rounded to what can be paid. */
  total?: MoneyPairView;
  /** Per cent. */
  taxRate?: string;
  discount?: DiscountView;
}

export class PricesView {
  group: PricingGroupView;
  /** Whether the caller sees no prices; the items have no figures then. */
  pricesHidden: boolean;
  /** ISO 4217, if all items have the same. */
  currency?: string;
  /** In the order they were asked for. */
  items: PriceView[];
}
