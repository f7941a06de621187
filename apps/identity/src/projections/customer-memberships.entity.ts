import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which change of a customer's memberships is known here. */
@Entity('customer_memberships')
export class CustomerMemberships {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_memberships_pkey' })
  readonly customerId: string;
  @Column('integer') readonly version: number;
}
