import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumberString,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  ValidateNested,
} from 'class-validator';
import { defineEvent } from '../event';

/** The three roles that always have a group: not logged in, guest checkout, registered. */
export const GROUP_ROLES = ['visitor', 'guest', 'customer'] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

/** How a group sees prices. */
export const PRICE_DISPLAYS = ['tax-included', 'tax-excluded'] as const;
export type PriceDisplay = (typeof PRICE_DISPLAYS)[number];

/** Which of a customer's groups decide its prices: the default one, each price's best, or the first by position. */
export const PRICE_POLICIES = ['default-group', 'best-price', 'group-order'] as const;
export type PricePolicy = (typeof PRICE_POLICIES)[number];

/** A discount on one category, in place of the group's general one. */
export class CategoryDiscountFact {
  /** Id of the category, as the catalogue names it. */
  @IsString() categoryId: string;
  @IsNumberString() discountPercent: string;
  /** Whether it holds for the categories below as well, unless they have one of their own; absent: no. */
  @IsOptional() @IsBoolean() includeSubcategories?: boolean;
}

/** A group as it is now: created, edited or published again. */
export class GroupChanged {
  @IsUUID() groupId: string;
  @IsOptional() @IsIn(GROUP_ROLES) role?: GroupRole;
  /** Name per language. */
  @IsObject() name: Record<string, string>;
  /** 0 to 100, two decimals. */
  @IsNumberString() discountPercent: string;
  @IsIn(PRICE_DISPLAYS) priceDisplay: PriceDisplay;
  @IsBoolean() showPrices: boolean;
  /** Place among the groups, ascending; absent: 0. */
  @IsOptional() @IsInt() position?: number;
  /** Of the shops that share customers, those in which it counts; absent: all. */
  @IsOptional() @IsUUID('all', { each: true }) shopIds?: string[];
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => CategoryDiscountFact)
  categoryDiscounts: CategoryDiscountFact[];
}

/** Carries the whole state of a group. Aggregate: the group. */
export const groupChanged = defineEvent('groups.group.changed.v1', GroupChanged, {
  groupId: '0198c0de-0000-7000-8000-000000000010',
  name: { en: 'VIP' },
  discountPercent: '10',
  priceDisplay: 'tax-included',
  showPrices: true,
  position: 10,
  categoryDiscounts: [{ categoryId: 'tea', discountPercent: '0' }],
});

/** What becomes of documents, pages and the like of a group that is gone. */
export const BELONGINGS = ['move', 'remove'] as const;

/** A group is gone; its members are moved by events of their own, before or after. */
export class GroupDeleted {
  @IsUUID() groupId: string;
  /** Decides from now on the prices of those whose default the group was; absent: what their memberships say. */
  @IsOptional() @IsUUID() replacementGroupId?: string;
  /** Whether what belonged to the group becomes the replacement's; absent: it goes. */
  @IsOptional() @IsIn(BELONGINGS) belongings?: (typeof BELONGINGS)[number];
}

/** A group is gone, for prices and whoever would join; its members may be on their way out for a while. Aggregate: the group. */
export const groupDeleted = defineEvent('groups.group.deleted.v1', GroupDeleted, {
  groupId: '0198c0de-0000-7000-8000-000000000010',
  replacementGroupId: '0198c0de-0000-7000-8000-000000000003',
  belongings: 'remove',
});

/** A shop decides which of a customer's groups decide its prices. */
export class PricePolicyChanged {
  @IsIn(PRICE_POLICIES) policy: PricePolicy;
}

/** Which of a customer's groups decide its prices is another. Aggregate: the shop; the version counts changes of what it decides of groups. */
export const pricePolicyChanged = defineEvent('groups.price-policy.changed.v1', PricePolicyChanged, {
  policy: 'best-price',
});

/** What a membership can rest on. */
export const MEMBERSHIP_SOURCES = ['manual', 'registration', 'import', 'segment', 'automatic-rule'] as const;
export type MembershipSource = (typeof MEMBERSHIP_SOURCES)[number];

/** What a membership rests on, where it is an order. */
export class MembershipCauseFact {
  @IsUUID() orderId: string;
  /** Absent: it was the amount of the order. */
  @IsOptional() @IsString() productId?: string;
  @IsUUID() ruleId: string;
}

/** One group a customer is in. */
export class MembershipFact {
  @IsUUID() groupId: string;
  /** Absent: for good. */
  @IsOptional() @IsISO8601() expiresAt?: string;
  /** When it was last made the default: what decides where the default one and the fallback are over. Absent: never. */
  @IsOptional() @IsISO8601() defaultAt?: string;
  /** What brought the customer in, or set the end that holds now; absent in what was told by an older version. */
  @IsOptional() @IsIn(MEMBERSHIP_SOURCES) source?: MembershipSource;
  /** The order, where the source is an automatic rule. */
  @IsOptional() @ValidateNested() @Type(() => MembershipCauseFact) cause?: MembershipCauseFact;
}

/** All groups of a customer, as they are now. */
export class MembershipsChanged {
  @IsUUID() customerId: string;
  /** Decides the prices. One of `items`. */
  @IsUUID() defaultGroupId: string;
  /** Becomes the default when the membership in the default group is over. */
  @IsUUID() fallbackGroupId: string;
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MembershipFact)
  items: MembershipFact[];
}

/** Carries all memberships of a customer. Aggregate: the customer; its version counts changes of memberships. */
export const membershipsChanged = defineEvent('groups.memberships.changed.v1', MembershipsChanged, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
  defaultGroupId: '0198c0de-0000-7000-8000-000000000010',
  fallbackGroupId: '0198c0de-0000-7000-8000-000000000003',
  items: [
    { groupId: '0198c0de-0000-7000-8000-000000000003', source: 'registration' },
    {
      groupId: '0198c0de-0000-7000-8000-000000000010',
      expiresAt: '2026-12-22T10:00:00.000Z',
      defaultAt: '2026-11-22T10:00:00.000Z',
      source: 'automatic-rule',
      cause: {
        orderId: '0198c0de-0000-7000-8000-000000000020',
        productId: 'club-card',
        ruleId: '0198c0de-0000-7000-8000-000000000030',
      },
    },
  ],
});

/** A membership that ends soon. */
export class MembershipExpiring {
  @IsUUID() customerId: string;
  @IsUUID() groupId: string;
  @IsISO8601() expiresAt: string;
  /** How many days before its end this was to be told. */
  @IsInt() days: number;
}

/**
 * A membership ends in some days, unless it is extended: told once for each end, to those who remind people of it. Aggregate:
 * the customer, at the version of its memberships that this was seen at.
 */
export const membershipExpiring = defineEvent('groups.membership.expiring.v1', MembershipExpiring, {
  customerId: '0198c0de-0000-7000-8000-000000000001',
  groupId: '0198c0de-0000-7000-8000-000000000010',
  expiresAt: '2026-12-22T10:00:00.000Z',
  days: 7,
});

/** A projection in groups is to be built anew. */
export class GroupsProjectionRebuild {
  /** Name of the projection. */
  @IsIn(['descriptions']) projection: 'descriptions';
}

/** Asks the owners of the facts behind a projection to publish them again. Aggregate: the projection. */
export const groupsProjectionRebuildRequested = defineEvent(
  'groups.projection.rebuild-requested.v1',
  GroupsProjectionRebuild,
  { projection: 'descriptions' },
);

/** A segment as it is now: made or changed. */
export class SegmentChanged {
  @IsUUID() segmentId: string;
  /** Name per language. */
  @IsObject() name: Record<string, string>;
}

/** A segment was made or changed; who comes in or leaves by that is told by events of their own. Aggregate: the segment. */
export const segmentChanged = defineEvent('groups.segment.changed.v1', SegmentChanged, {
  segmentId: '0198c0de-0000-7000-8000-000000000050',
  name: { en: 'Tea lovers' },
});

/** A segment is gone, and nobody is in it any more. */
export class SegmentDeleted {
  @IsUUID() segmentId: string;
}

/** A segment is gone. Aggregate: the segment. */
export const segmentDeleted = defineEvent('groups.segment.deleted.v1', SegmentDeleted, {
  segmentId: '0198c0de-0000-7000-8000-000000000050',
});

/** Customers came into a segment, or left it. */
export class SegmentMembersMoved {
  @IsUUID() segmentId: string;
  @IsArray() @ArrayMaxSize(500) @IsUUID('all', { each: true }) customerIds: string[];
  /** `change`: of the customers; `definition`: of the segment; `reconciliation`: it was overlooked before. */
  @IsIn(['change', 'definition', 'reconciliation']) cause: 'change' | 'definition' | 'reconciliation';
}

const moved: SegmentMembersMoved = {
  segmentId: '0198c0de-0000-7000-8000-000000000050',
  customerIds: ['0198c0de-0000-7000-8000-000000000001'],
  cause: 'change',
};

/**
 * Customers came into a segment. Aggregate: the segment; the version grows with all that is told of a customer in it, so
 * the greatest says whether it is in.
 */
export const segmentMemberEntered = defineEvent(
  'groups.segment.member-entered.v1',
  class SegmentMemberEntered extends SegmentMembersMoved {},
  moved,
);

/** Customers left a segment. Aggregate and version as of those who came in. */
export const segmentMemberLeft = defineEvent(
  'groups.segment.member-left.v1',
  class SegmentMemberLeft extends SegmentMembersMoved {},
  moved,
);
