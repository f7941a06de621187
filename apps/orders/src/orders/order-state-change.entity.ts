import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Order } from './order.entity';

/** Who brought an order into a state, when and why. */
@Entity('order_state_changes')
@Index('order_state_changes_order_id_idx', ['orderId', 'id'])
export class OrderStateChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'order_state_changes_pkey' }) readonly id: string;
  @Column('uuid', { name: 'order_id' }) readonly orderId: string;
  /** Null for the first. */
  @Column('text', { name: 'from_state', nullable: true }) readonly fromState: string | null;
  @Column('text', { name: 'to_state' }) readonly toState: string;
  @Column('text', { name: 'actor_kind' }) readonly actorKind: string;
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  @Column('text') readonly reason: string;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt: Date;

  @ManyToOne(() => Order)
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'order_state_changes_order_id_fkey' })
  readonly order?: Order;
}
