import { ApiProperty } from '@nestjs/swagger';
import { BASE_SOURCES, type BaseSource } from './member.domain';

/** What brought a customer into a group, where it was an order. */
export class MembershipCauseView {
  /** Null: the caller may not see all orders of the customer. */
  @ApiProperty({ format: 'uuid', nullable: true })
  orderId: string | null;
  /** Product whose purchase it was; null: it was the amount of the order. */
  productId: string | null;
  /** Rule that said so. */
  @ApiProperty({ format: 'uuid' })
  ruleId: string;
}

/** A customer is in a group. */
export class MembershipView {
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** Whether the group decides the customer's prices. */
  isDefault: boolean;
  /** How the customer came into the group, or what set the end that holds now. */
  @ApiProperty({ enum: [...BASE_SOURCES, 'automatic-rule'] })
  source: BaseSource | 'automatic-rule';
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  /** Null: for good. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
  @ApiProperty({ type: MembershipCauseView, nullable: true })
  cause: MembershipCauseView | null;
}

/** The groups of a customer. */
export class MembershipsView {
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  /** Decides the customer's prices. */
  @ApiProperty({ format: 'uuid' })
  defaultGroupId: string;
  items: MembershipView[];
  /** Counts the changes; also the ETag. */
  version: number;
}
