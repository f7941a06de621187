import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Group } from '../groups/group.entity';
import { AutoAssignment } from './auto-assignment.entity';

/** A group that a rule gives. */
@Entity('auto_assignment_groups')
@ForeignKey(() => AutoAssignment, ['ruleId'], ['id'], {
  name: 'auto_assignment_groups_rule_id_fkey',
  onDelete: 'CASCADE',
})
@ForeignKey(() => Group, ['groupId'], ['id'], { name: 'auto_assignment_groups_group_id_fkey' })
export class AutoAssignmentGroup {
  @PrimaryColumn('uuid', { name: 'rule_id', primaryKeyConstraintName: 'auto_assignment_groups_pkey' })
  readonly ruleId: string;
  @Index('auto_assignment_groups_group_id_idx')
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'auto_assignment_groups_pkey' })
  readonly groupId: string;
}
