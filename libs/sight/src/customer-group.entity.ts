import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Which change of a customer's memberships is known here. */
@Entity('customer_memberships')
export class CustomerMemberships {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_memberships_pkey' })
  readonly customerId: string;
  @Column('integer') readonly version: number;
}

/** A group that a customer is in. */
@Entity('customer_groups')
@Index('customer_groups_group_id_idx', ['groupId', 'customerId'])
export class CustomerGroup {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_groups_pkey' })
  readonly customerId: string;
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'customer_groups_pkey' })
  readonly groupId: string;
}
