import { Job } from '@clientele/jobs';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** Something that is wrong in a row of an import. */
@Entity('import_messages')
export class ImportMessage {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'import_messages_pkey' })
  readonly jobId: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'import_messages_pkey' }) readonly row: number;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'import_messages_pkey' }) readonly position: number;
  /** Header of the column; null: the row as a whole. */
  @Column('text', { nullable: true }) readonly column: string | null;
  @Column('text') readonly code: string;
  @Column('text') readonly message: string;

  @ManyToOne(() => Job, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'import_messages_job_id_fkey' })
  readonly job?: Job;
}
