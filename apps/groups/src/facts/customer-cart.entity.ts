import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A cart as the service orders announces it. */
@Entity('customer_carts')
@Index('customer_carts_customer_id_idx', ['customerId'])
@Index('customer_carts_visitors_idx', ['cartId'], { where: '(customer_id IS NULL)' })
export class CustomerCart {
  @PrimaryColumn('uuid', { name: 'cart_id', primaryKeyConstraintName: 'customer_carts_pkey' })
  readonly cartId: string;
  /** Null: a visitor's. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  @Column('text', { nullable: true }) readonly currency: string | null;
  @Column('numeric', { precision: 20, scale: 6 }) readonly value: string;
  /** Since when it holds something; null: it is empty. */
  @Column('timestamptz', { name: 'opened_at', nullable: true }) readonly openedAt: Date | null;
  @Column('boolean', { name: 'is_ordered' }) readonly isOrdered: boolean;
  @Column('integer') readonly version: number;
}
