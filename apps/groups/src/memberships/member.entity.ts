import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Group } from '../groups/group.entity';

/** What groups knows of a customer; its memberships are rows of their own. */
@Entity('members')
@ForeignKey('Membership', ['customerId', 'defaultGroupId'], ['customerId', 'groupId'], {
  name: 'members_default_group_id_fkey',
  deferrable: 'INITIALLY DEFERRED',
})
@ForeignKey(() => Group, ['fallbackGroupId'], ['id'], { name: 'members_fallback_group_id_fkey' })
export class Member {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'members_pkey' })
  readonly customerId: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'default_group_id' }) readonly defaultGroupId: string;
  /** Becomes the default when the membership in the default group is over. */
  @Index('members_fallback_group_id_idx')
  @Column('uuid', { name: 'fallback_group_id' })
  readonly fallbackGroupId: string;
  /** False: an order was heard of before the registration. */
  @Column('boolean') readonly registered: boolean;
  /** Counts the changes of the memberships. */
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
}
