import { Job } from '@clientele/jobs';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A part of the file that names the customers of a batch, until the batch is over. */
@Entity('membership_batch_files')
export class MembershipBatchFile {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'membership_batch_files_pkey' })
  readonly jobId: string;
  /** Counts from 1. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'membership_batch_files_pkey' })
  readonly part: number;
  @Column('bytea') readonly content: Buffer;

  @ManyToOne(() => Job, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'membership_batch_files_job_id_fkey' })
  readonly job?: Job;
}
