import {
  MEMBERSHIP_SOURCES,
  type MembershipSource,
  PRICE_DISPLAYS,
  PRICE_POLICIES,
  type PriceDisplay,
  type PricePolicy,
} from '@clientele/contracts';
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

/** The order that brought a customer into a group, or set the end that holds now. */
export class PriceCauseView {
  /** Null: the caller may not see all orders of the customer. */
  @ApiProperty({ format: 'uuid', nullable: true })
  orderId: string | null;
  /** Null: it was the amount of the order. */
  productId: string | null;
  @ApiProperty({ format: 'uuid' })
  ruleId: string;
}

/** What brought the customer into a group that gives prices. */
export class PriceMembershipView {
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** Null: for good. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
  /** Null: not told yet. */
  @ApiProperty({ enum: MEMBERSHIP_SOURCES, nullable: true })
  source: MembershipSource | null;
  cause: PriceCauseView | null;
}

/** Why prices are as they are. */
export class PriceExplanationView {
  /** At which shop, of those that share customers. */
  @ApiProperty({ format: 'uuid' })
  shopId: string;
  /** Which of a customer's groups decide in this shop. */
  @ApiProperty({ enum: PRICE_POLICIES })
  policy: PricePolicy;
  /** Of the groups that give these prices, those that the customer is in; visitors are not told. */
  memberships: PriceMembershipView[];
  /** Groups of the customer that give nothing here, as they do not count at this shop; visitors are not told. */
  @ApiProperty({ type: [String], format: 'uuid' })
  groupsNotCounting: string[];
}

export class PricesView {
  group: PricingGroupView;
  /** Whether the caller sees no prices; the items have no figures then. */
  pricesHidden: boolean;
  /** ISO 4217, if all items have the same. */
  currency?: string;
  /** In the order they were asked for. */
  items: PriceView[];
  /** If asked for. */
  explanation?: PriceExplanationView;
}
