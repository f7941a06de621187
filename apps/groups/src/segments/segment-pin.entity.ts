import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Segment } from './segment.entity';

export const PIN_EFFECTS = ['in', 'out'] as const;
export type PinEffect = (typeof PIN_EFFECTS)[number];

/** A customer is in a segment, or out of it, whatever rule and groups say. */
@Entity('segment_pins')
@ForeignKey(() => Segment, ['segmentId'], ['id'], {
  name: 'segment_pins_segment_id_fkey',
  onDelete: 'CASCADE',
})
@Index('segment_pins_until_idx', ['until'], { where: 'until IS NOT NULL' })
export class SegmentPin {
  @PrimaryColumn('uuid', { name: 'segment_id', primaryKeyConstraintName: 'segment_pins_pkey' })
  readonly segmentId: string;
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'segment_pins_pkey' })
  readonly customerId: string;
  @Column('text') readonly effect: PinEffect;
  /** Null: for good. */
  @Column('timestamptz', { nullable: true }) readonly until: Date | null;
  @Column('timestamptz', { name: 'pinned_at' }) readonly pinnedAt: Date;
}
