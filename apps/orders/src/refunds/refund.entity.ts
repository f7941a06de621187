import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Order } from '../orders/order.entity';

/** Money that went back for an order. */
@Entity('refunds')
@Index('refunds_shop_id_method_transaction_id_key', ['shopId', 'method', 'transactionId'], { unique: true })
@Index('refunds_order_id_idx', ['orderId', 'id'])
export class Refund {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'refunds_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'order_id' }) readonly orderId: string;
  @Column('numeric', { precision: 20, scale: 6 }) readonly amount: string;
  @Column('text') readonly currency: string;
  @Column('text') readonly method: string;
  /** Unique per method: the same transaction counts once. */
  @Column('text', { name: 'transaction_id' }) readonly transactionId: string;
  /** Lines that went back with it. */
  @Column('uuid', { name: 'line_ids', array: true }) readonly lineIds: string[];
  @Column('text', { name: 'actor_kind' }) readonly actorKind: string;
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  @Column('timestamptz', { name: 'reported_at' }) readonly reportedAt: Date;

  @ManyToOne(() => Order)
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'refunds_order_id_fkey' })
  readonly order?: Order;
}
