import { type GroupRole, GROUP_ROLES, type PriceDisplay, PRICE_DISPLAYS } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';

export class CategoryDiscountView {
  categoryId: string;
  /** 0 to 100, two decimals. */
  discountPercent: string;
  /** Whether it holds for the categories below as well. */
  includeSubcategories: boolean;
}

/** A customer group. */
export class GroupView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Which of the three groups that always exist it is; null for all others. */
  @ApiProperty({ enum: GROUP_ROLES, nullable: true })
  role: GroupRole | null;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** General discount, 0 to 100, two decimals. */
  discountPercent: string;
  /** Whether members see prices with tax or without. */
  @ApiProperty({ enum: PRICE_DISPLAYS })
  priceDisplay: PriceDisplay;
  /** Whether members see prices at all. */
  showPrices: boolean;
  /** Discounts that replace the general one on the products of a category. */
  categoryDiscounts: CategoryDiscountView[];
  /** Of the shops that share customers, those in which it counts; none: all. */
  @ApiProperty({ type: [String], format: 'uuid' })
  shopIds: string[];
  /** How many customers are in it. */
  members: number;
  /** `deleting`: gone for prices, rules and whoever would join; its members are being moved. */
  @ApiProperty({ enum: ['active', 'deleting'] })
  state: 'active' | 'deleting';
  /** Place in lists, ascending. */
  position: number;
  externalReference: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class GroupsPageView {
  items: GroupView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** What of a service refers to a group. */
export class GroupReferencesView {
  service: string;
  /** How many of what. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  counts: Record<string, number>;
}

/** What deleting a group would concern. */
export class GroupDeletionView {
  /** False for Visitor, Guest and Customer. */
  canBeDeleted: boolean;
  /** How many customers are in it. */
  members: number;
  /** Of how many of them it is the default. */
  defaultMembers: number;
  references: GroupReferencesView[];
  /** Services that did not answer in time: what they would have told is missing. */
  unavailable: string[];
}
