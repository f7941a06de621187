import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which groups a customer is in. */
@Entity('customer_memberships')
export class CustomerMemberships {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_memberships_pkey' })
  readonly customerId: string;
  /** Of the memberships, as their owner counts. */
  @Column('integer') readonly version: number;
  @Column('uuid', { name: 'group_ids', array: true, nullable: true }) readonly groupIds:
    readonly string[] | null;
  /** Which version the groups are of: an older one where a replica of the release before was the last to write. */
  @Column('integer', { name: 'group_ids_version', nullable: true }) readonly groupIdsVersion: number | null;
}

/** A group that a customer is in, if a sales team is responsible for it: kept by triggers. */
@Entity('customer_groups')
@Index('customer_groups_group_id_idx', ['groupId', 'customerId'])
export class CustomerGroup {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_groups_pkey' })
  readonly customerId: string;
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'customer_groups_pkey' })
  readonly groupId: string;
}
