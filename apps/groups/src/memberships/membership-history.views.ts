import { ApiProperty } from '@nestjs/swagger';
import { CHANGE_KINDS, type ChangeKind } from './membership-history.domain';
import { MembershipCauseView } from './memberships.views';

/** Who brought something about. */
export class MembershipActorView {
  @ApiProperty({ enum: ['employee', 'contact', 'visitor', 'client', 'system'] })
  kind: string;
  id: string;
}

/** What happened to a customer's membership in a group. */
export class MembershipChangeView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Whose membership it was: the customer's, or that of one that was merged into it since. */
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  /** Name per language; null if the group was deleted since. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  groupName: Record<string, string> | null;
  @ApiProperty({ enum: CHANGE_KINDS })
  kind: ChangeKind;
  /** When it ends by that; null: never, or it has ended. */
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt: string | null;
  /** Why: `by-hand`, `batch`, `group-deletion`, or what did it, such as `auto-assignment`, `reversals`, `expiry`, `registration` or `merges`. */
  reason: string;
  actor: MembershipActorView;
  /** The batch by which it was changed, if by one. */
  @ApiProperty({ format: 'uuid', nullable: true })
  batchId: string | null;
  /** The segment whose customers the batch was about, if it was. */
  @ApiProperty({ format: 'uuid', nullable: true })
  segmentId: string | null;
  /** The order that gave it, or whose end took it back. */
  @ApiProperty({ type: MembershipCauseView, nullable: true })
  cause: MembershipCauseView | null;
  @ApiProperty({ format: 'date-time' })
  changedAt: string;
}

export class MembershipHistoryView {
  items: MembershipChangeView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
