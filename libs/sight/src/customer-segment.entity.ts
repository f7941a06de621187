import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A segment that was heard of. One that is gone is kept, so that what comes late does not bring its customers back. */
@Entity('known_segments')
export class KnownSegment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_segments_pkey' }) readonly id: string;
  @Column('boolean') readonly deleted: boolean;
}

/** What was told last of a customer in a segment. One that has left is kept for the same reason. */
@Entity('customer_segments')
@Index('customer_segments_segment_id_idx', ['segmentId', 'customerId'], { where: 'is_in' })
export class CustomerSegment {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_segments_pkey' })
  readonly customerId: string;
  @PrimaryColumn('uuid', { name: 'segment_id', primaryKeyConstraintName: 'customer_segments_pkey' })
  readonly segmentId: string;
  @Column('boolean', { name: 'is_in' }) readonly isIn: boolean;
  @Column('bigint') readonly version: string;
}
