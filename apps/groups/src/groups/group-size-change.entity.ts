import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Customers joined a group, or (below zero) left it; not added to its size yet. */
@Entity('group_size_changes')
@Index('group_size_changes_group_id_idx', ['groupId'])
export class GroupSizeChange {
  @PrimaryColumn('bigint', {
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'group_size_changes_pkey',
  })
  readonly id: string;
  @Column('uuid', { name: 'group_id' }) readonly groupId: string;
  @Column('integer') readonly change: number;
}
