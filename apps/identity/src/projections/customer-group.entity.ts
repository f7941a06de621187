import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A group that a customer is in, as the service groups announces it. */
@Entity('customer_groups')
@Index('customer_groups_group_id_idx', ['groupId', 'customerId'])
@Index('customer_groups_default_group_id_idx', ['groupId', 'customerId'], { where: 'is_default' })
export class CustomerGroup {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_groups_pkey' })
  readonly customerId: string;
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'customer_groups_pkey' })
  readonly groupId: string;
  @Column('boolean', { name: 'is_default' }) readonly isDefault: boolean;
  /** Null: for good. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt: Date | null;
}
