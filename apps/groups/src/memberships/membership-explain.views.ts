import { PRICE_POLICIES, type PricePolicy } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { REPURCHASES, type Repurchase } from './grant.domain';
import { BASE_SOURCES, type BaseSource } from './member.domain';
import { MembershipActorView } from './membership-history.views';
import { MembershipCauseView } from './memberships.views';

/** What decides the prices when the default group's time is over. */
export class NextDefaultView {
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

/** Why one group decides the prices. */
export class ExplainedDefaultView {
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** `order`: a paid order made it so; `chosen`: somebody, a registration or an import did; `role`: nothing else was chosen. */
  @ApiProperty({ enum: ['order', 'chosen', 'role'] })
  reason: 'order' | 'chosen' | 'role';
  @ApiProperty({ format: 'date-time', nullable: true })
  since: string | null;
  @ApiProperty({ type: MembershipCauseView, nullable: true })
  cause: MembershipCauseView | null;
  /** Null: the default group is for good. */
  @ApiProperty({ type: NextDefaultView, nullable: true })
  next: NextDefaultView | null;
}

/** By which of its groups a customer sees prices. */
export class DecidingGroupView {
  /** At which shop, of those that share customers. */
  @ApiProperty({ format: 'uuid' })
  shopId: string;
  /** What the shop decided. */
  @ApiProperty({ enum: PRICE_POLICIES })
  policy: PricePolicy;
  /** Null: of each price the best counts, and the price tells whose it is. */
  @ApiProperty({ format: 'uuid', nullable: true })
  groupId: string | null;
  /** When the passing of time alone makes another decide, or may make another the best; null: never. */
  @ApiProperty({ format: 'date-time', nullable: true })
  changesAt: string | null;
}

/** What made a membership what it is, as its history has it. */
export class MembershipDecisionView {
  actor: MembershipActorView;
  /** As in the history: `by-hand`, `batch`, or what did it. */
  reason: string;
  /** The batch by which it was, if by one. */
  @ApiProperty({ format: 'uuid', nullable: true })
  batchId: string | null;
  /** The segment whose customers the batch was about, if it was. */
  @ApiProperty({ format: 'uuid', nullable: true })
  segmentId: string | null;
  @ApiProperty({ format: 'date-time' })
  changedAt: string;
}

/** What a membership rests on besides orders. */
export class MembershipBaseView {
  @ApiProperty({ enum: BASE_SOURCES })
  source: BaseSource;
  /** Null: for good. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
  /** Who decided that, when and how; null: it is not known any more. */
  @ApiProperty({ type: MembershipDecisionView, nullable: true })
  decision: MembershipDecisionView | null;
}

/** What an order gave, and what that came to. */
export class ExplainedOrderView extends MembershipCauseView {
  @ApiProperty({ format: 'date-time' })
  paidAt: string;
  /** What the rule says of buying again. */
  @ApiProperty({ enum: REPURCHASES })
  onRepurchase: Repurchase;
  /** `none`: there was more time already, or the rule ignores buying again. */
  @ApiProperty({ enum: ['began', 'extended', 'none'] })
  effect: 'began' | 'extended' | 'none';
  /** When the membership ended by all until then; null: never. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
}

/** A group that a customer is in, with all that this rests on. */
export class ExplainedMembershipView {
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** Per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  isDefault: boolean;
  /** Of the shops that share customers, those in which it counts; none: all. */
  @ApiProperty({ type: [String], format: 'uuid' })
  shopIds: readonly string[];
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  /** Null: for good. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
  /** By hand, by registration, by import or by a segment; null: by orders alone. */
  @ApiProperty({ type: MembershipBaseView, nullable: true })
  base: MembershipBaseView | null;
  /** In the order of their payments. */
  orders: ExplainedOrderView[];
}

/** How a customer came into its groups, and why one of them decides its prices. */
export class ExplainedMembershipsView {
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  prices: DecidingGroupView;
  default: ExplainedDefaultView;
  items: ExplainedMembershipView[];
}
