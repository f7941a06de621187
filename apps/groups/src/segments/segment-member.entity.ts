import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Segment } from './segment.entity';

/** What brought a customer into a segment. */
export const MEMBER_SOURCES = ['rule', 'group', 'pin'] as const;
export type MemberSource = (typeof MEMBER_SOURCES)[number];

/** A customer is in a segment. */
@Entity('segment_members')
@ForeignKey(() => Segment, ['segmentId'], ['id'], { name: 'segment_members_segment_id_fkey' })
export class SegmentMember {
  @PrimaryColumn('uuid', { name: 'segment_id', primaryKeyConstraintName: 'segment_members_pkey' })
  readonly segmentId: string;
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'segment_members_pkey' })
  @Index('segment_members_customer_id_idx')
  readonly customerId: string;
  @Column('text') readonly source: MemberSource;
  @Column('timestamptz', { name: 'entered_at' }) readonly enteredAt: Date;
}
