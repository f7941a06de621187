import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Group } from './group.entity';

/** How many customers are in a group, as far as the changes have been added up. */
@Entity('group_sizes')
@ForeignKey(() => Group, ['groupId'], ['id'], { name: 'group_sizes_group_id_fkey', onDelete: 'CASCADE' })
export class GroupSize {
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'group_sizes_pkey' })
  readonly groupId: string;
  @Column('bigint') readonly members: string;
}
