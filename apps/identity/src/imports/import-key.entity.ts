import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a row of a running import is about, such as an e-mail address, where memory has no room for it. The import forgets it when it ends. */
@Entity('import_keys')
export class ImportKey {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'import_keys_pkey' })
  readonly jobId: string;
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'import_keys_pkey' })
  readonly key: string;
  @Column('integer') readonly row: number;
}
