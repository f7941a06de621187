import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Segment } from './segment.entity';

export const BUILD_CAUSES = ['definition', 'reconciliation', 'deletion'] as const;
export type BuildCause = (typeof BUILD_CAUSES)[number];

/** All customers are being looked at for a segment: how far that has come. */
@Entity('segment_builds')
export class SegmentBuild {
  @PrimaryColumn('uuid', { name: 'segment_id', primaryKeyConstraintName: 'segment_builds_pkey' })
  readonly segmentId: string;
  @Column('text') readonly cause: BuildCause;
  /** The last customer that was looked at; null at the beginning. */
  @Column('uuid', { name: 'done_until', nullable: true }) readonly doneUntil: string | null;
  @Column('integer', { default: 0 }) readonly processed: number;
  @Column('integer') readonly total: number;
  /** Whether all who are in it are told, and not only who comes and leaves: somebody elsewhere begins anew. */
  @Column('boolean', { name: 'tells_all', default: false }) readonly tellsAll: boolean;
  @Column('timestamptz', { name: 'requested_at' }) readonly requestedAt: Date;

  @OneToOne(() => Segment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'segment_id', foreignKeyConstraintName: 'segment_builds_segment_id_fkey' })
  readonly segment?: Segment;
}
