import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An order, as far as it counts for its customer; as the service orders announces it. */
@Entity('purchases')
@Index('purchases_customer_id_idx', ['customerId', 'orderId'])
export class Purchase {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'purchases_pkey' })
  readonly orderId: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('text') readonly currency: string;
  @Column('numeric', { precision: 20, scale: 6 }) readonly total: string;
  @Column('boolean') readonly paid: boolean;
  /** Sum of the refunds. */
  @Column('numeric', { precision: 20, scale: 6, default: 0 }) readonly refunded: string;
  @Column('boolean', { default: false }) readonly cancelled: boolean;
}
