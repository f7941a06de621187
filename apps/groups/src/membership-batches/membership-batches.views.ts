import { CUSTOMER_KEYS, type CustomerKey } from '@clientele/contracts';
import { JobView } from '@clientele/jobs';
import { ApiProperty } from '@nestjs/swagger';
import { BATCH_ACTIONS, type BatchAction } from './membership-batch.domain';
import { SELECTIONS, type Selection } from './membership-batch-input';

/** What a batch was asked to do. */
export class MembershipBatchOptionsView {
  @ApiProperty({ enum: BATCH_ACTIONS })
  action: BatchAction;
  @ApiProperty({ format: 'uuid' })
  groupId: string;
  @ApiProperty({ format: 'uuid' })
  fromGroupId?: string;
  isDefault: boolean;
  @ApiProperty({ format: 'date-time', nullable: true })
  expiresAt?: string | null;
  /** How the customers were told. */
  @ApiProperty({ enum: SELECTIONS })
  by: Selection;
  /** What names them, where that is not their ids. */
  @ApiProperty({ enum: CUSTOMER_KEYS })
  key?: CustomerKey;
  @ApiProperty({ format: 'uuid' })
  segmentId?: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  rule?: object;
  @ApiProperty({ type: 'object', additionalProperties: true })
  filter?: object;
  /** The employee whose sales teams' customers alone it changes; all customers if not said. */
  @ApiProperty({ format: 'uuid' })
  seenBy?: string;
}

/**
 * Many customers on their way into groups and out of them. Its counts are `rows` and, by outcome, how many `joined`, `changed`,
 * `left`, `moved`, are `unchanged`, `not-in-group`, in no other group (`last-membership`) or `customer-not-found`; its
 * result is the report, which says so of each.
 */
export class MembershipBatchView extends JobView {
  options: MembershipBatchOptionsView;
}

export class MembershipBatchesPageView {
  items: MembershipBatchView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
