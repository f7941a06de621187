import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Segment } from './segment.entity';

/** Why somebody came into a segment or left it: its facts or pins changed, the segment did, or the nightly look found it. */
export const TRANSITION_CAUSES = ['change', 'definition', 'reconciliation'] as const;
export type TransitionCause = (typeof TRANSITION_CAUSES)[number];

/** A customer came into a segment, or left it. */
@Entity('segment_transitions')
@Index('segment_transitions_segment_id_idx', ['segmentId', 'id'])
@Index('segment_transitions_customer_id_idx', ['customerId', 'id'])
@ForeignKey(() => Segment, ['segmentId'], ['id'], { name: 'segment_transitions_segment_id_fkey' })
export class SegmentTransition {
  @PrimaryColumn('bigint', {
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'segment_transitions_pkey',
  })
  readonly id: string;
  @Column('uuid', { name: 'segment_id' }) readonly segmentId: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('boolean') readonly entered: boolean;
  @Column('text') readonly cause: TransitionCause;
  @Column('timestamptz', { name: 'happened_at' }) readonly happenedAt: Date;
}
