import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ChangeKind, Occasion } from './membership-history.domain';

/** What happened to a customer's membership in a group, and who brought it about. */
@Entity('membership_changes')
@Index('membership_changes_customer_id_idx', ['customerId', 'changedAt', 'id'])
export class MembershipChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'membership_changes_pkey' }) readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('uuid', { name: 'group_id' }) readonly groupId: string;
  @Column('text') readonly kind: ChangeKind;
  /** When the membership ends by it; null: never, or it has ended. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt: Date | null;
  /** The grant that it was about, if one was. */
  @Column('uuid', { name: 'grant_id', nullable: true }) readonly grantId: string | null;
  @Column('text', { name: 'actor_kind' }) readonly actorKind: string;
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  /** What it came of, where that is not said by who did it. */
  @Column('text', { nullable: true }) readonly reason: Occasion['reason'] | null;
  @Column('uuid', { name: 'batch_id', nullable: true }) readonly batchId: string | null;
  /** The segment whose customers a batch was about. */
  @Column('uuid', { name: 'segment_id', nullable: true }) readonly segmentId: string | null;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt: Date;
}
