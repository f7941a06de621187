import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An order, as far as it counts for its customer; as the service orders announces it. */
@Entity('customer_orders')
@Index('customer_orders_customer_id_idx', ['customerId'])
@Index('customer_orders_placed_at_idx', ['placedAt'])
export class CustomerOrder {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'customer_orders_pkey' })
  readonly orderId: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('timestamptz', { name: 'placed_at' }) readonly placedAt: Date;
  @Column('numeric', { precision: 20, scale: 6 }) readonly total: string;
  @Column('text') readonly currency: string;
  /** Paid, or free. */
  @Column('boolean') readonly completed: boolean;
  @Column('boolean') readonly cancelled: boolean;
  /** What went back of it. */
  @Column('numeric', { precision: 20, scale: 6 }) readonly refunded: string;
  /** How many were used for it. */
  @Column('integer') readonly vouchers: number;
  @Column('text', { array: true }) readonly products: string[];
  @Column('text', { array: true }) readonly categories: string[];
}
