import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An event that was committed with its state change. Kept for a week after it was published. */
@Entity('outbox')
@Index('outbox_unpublished_idx', ['position'], { where: 'published_at IS NULL' })
@Index('outbox_urgent_idx', ['position'], { where: 'published_at IS NULL AND bulk_aggregates IS NULL' })
@Index('outbox_held_back_idx', ['position'], {
  where: 'published_at IS NULL AND bulk_aggregates IS NOT NULL',
})
export class OutboxRow {
  @PrimaryColumn('bigint', {
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pkey',
  })
  readonly position: string;

  @Column('uuid') readonly id: string;
  @Column('text') readonly type: string;
  /** The envelope as it is published, or an array of several. */
  @Column('json') readonly event: object;
  /** How many envelopes it is. */
  @Column('integer', { default: 1 }) readonly events: number;
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' }) readonly createdAt: Date;
  @Index('outbox_published_at_idx')
  @Column('timestamptz', { name: 'published_at', nullable: true })
  readonly publishedAt: Date | null;
  /** What it is about, if it was told in bulk and gives way to others; null: it is told at once. */
  @Column('uuid', { name: 'bulk_aggregates', array: true, nullable: true })
  readonly bulkAggregates: readonly string[] | null;
}
