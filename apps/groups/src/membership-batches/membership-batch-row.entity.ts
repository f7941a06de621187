import { Job } from '@clientele/jobs';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { BatchOutcome } from './membership-batch.domain';

/** A customer that a batch is about, and what became of it. */
@Entity('membership_batch_rows')
export class MembershipBatchRow {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'membership_batch_rows_pkey' })
  readonly jobId: string;
  /** Counts from 1; of a file, as people see it in front of the line. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'membership_batch_rows_pkey' }) readonly row: number;
  /** What somebody wrote to name the customer, if it was not found by us. */
  @Column('text', { nullable: true }) readonly given: string | null;
  /** Null: not looked for yet, or not found. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** Null: not dealt with yet. */
  @Column('text', { nullable: true }) readonly outcome: BatchOutcome | null;

  @ManyToOne(() => Job, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'membership_batch_rows_job_id_fkey' })
  readonly job?: Job;
}
