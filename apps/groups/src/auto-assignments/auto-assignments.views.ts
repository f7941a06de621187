import { ApiProperty } from '@nestjs/swagger';
import { REPURCHASES, type Repurchase } from '../memberships/grant.domain';

/** How long a membership lasts. */
export class ValidityView {
  /** ISO 8601, from the payment on. */
  duration?: string;
  /** Last day, in the shop's time zone. */
  @ApiProperty({ format: 'date' })
  until?: string;
}

/** What an order has to come to, tax included. */
export class MinimumTotalView {
  amount: string;
  /** ISO 4217. */
  currency: string;
}

/** A rule: who buys a product, or of a category, or for so much, joins groups. One of the three is not null. */
export class AutoAssignmentView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  productId: string | null;
  /** Default category of what is bought. */
  categoryId: string | null;
  @ApiProperty({ type: MinimumTotalView, nullable: true })
  minimumTotal: MinimumTotalView | null;
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  groupIds: string[];
  /** Becomes the customer's default; null: the default does not change. */
  @ApiProperty({ format: 'uuid', nullable: true })
  defaultGroupId: string | null;
  /** Null: for good. */
  @ApiProperty({ type: ValidityView, nullable: true })
  validity: ValidityView | null;
  enabled: boolean;
  priority: number;
  /** What buying again does while the membership lasts. */
  @ApiProperty({ enum: REPURCHASES })
  onRepurchase: Repurchase;
  /** Whether what it gave goes when the order is cancelled or refunded. */
  takeBack: boolean;
  /** How many days before the end of what it gave an event tells it, 0: none does; null: as the service is set. */
  reminderDays: number | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
}

export class AutoAssignmentsPageView {
  items: AutoAssignmentView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

/** The switch of all rules. */
export class AutoAssignmentSettingsView {
  enabled: boolean;
}
