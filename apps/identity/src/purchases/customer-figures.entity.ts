import { Column, Entity, Index, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';

/** What orders tells of a customer, counted. The database makes a row with each customer, and keeps `isOpen`. */
@Entity('customer_figures')
@Index('customer_figures_shop_id_orders_count_idx', ['shopId', 'ordersCount', 'customerId'])
@Index('customer_figures_shop_id_total_spent_idx', ['shopId', 'totalSpent', 'customerId'])
export class CustomerFigures {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_figures_pkey' })
  readonly customerId: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Whether the customer's record is: closed ones have no rank. */
  @Column('boolean', { name: 'is_open' }) readonly isOpen: boolean;
  /** How many orders were placed and not cancelled. */
  @Column('integer', { name: 'orders_count', default: 0 }) readonly ordersCount: number;
  /** What was paid and not refunded, in the currency of the shop. */
  @Column('numeric', { name: 'total_spent', precision: 20, scale: 6, default: 0 })
  readonly totalSpent: string;

  @OneToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'customer_figures_customer_id_fkey' })
  readonly customer?: Customer;
}
