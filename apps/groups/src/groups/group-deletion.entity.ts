import type { Actor } from '@clientele/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Group } from './group.entity';

/** A group is gone, and its members are being moved. */
@Entity('group_deletions')
@ForeignKey(() => Group, ['groupId'], ['id'], { name: 'group_deletions_group_id_fkey', onDelete: 'CASCADE' })
@ForeignKey(() => Group, ['replacementGroupId'], ['id'], {
  name: 'group_deletions_replacement_group_id_fkey',
})
export class GroupDeletion {
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'group_deletions_pkey' })
  readonly groupId: string;
  /** Becomes the default of those whose default the group was. */
  @Index('group_deletions_replacement_group_id_idx')
  @Column('uuid', { name: 'replacement_group_id' })
  readonly replacementGroupId: string;
  @Column('text', { name: 'actor_kind' }) readonly actorKind: Actor['kind'];
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  @Column('timestamptz', { name: 'requested_at' }) readonly requestedAt: Date;
}
