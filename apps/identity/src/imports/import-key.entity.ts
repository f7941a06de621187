import { Job } from '@clientele/jobs';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What a row of a running import is about, such as an e-mail address. */
@Entity('import_keys')
export class ImportKey {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'import_keys_pkey' })
  readonly jobId: string;
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'import_keys_pkey' })
  readonly key: string;
  @Column('integer') readonly row: number;

  @ManyToOne(() => Job, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'import_keys_job_id_fkey' })
  readonly job?: Job;
}
