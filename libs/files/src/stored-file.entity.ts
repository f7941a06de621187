import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file in the store, and whether anything refers to it. */
@Entity('stored_files')
@Index('stored_files_state_idx', ['state', 'changedAt'], { where: "state <> 'kept'" })
export class StoredFileRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'stored_files_pkey' }) readonly id: string;
  @Column('text') readonly state: 'arriving' | 'kept' | 'released';
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt: Date;
}
