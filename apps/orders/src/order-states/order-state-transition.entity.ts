import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { OrderState } from './order-state.entity';

const PRIMARY_KEY = 'order_state_transitions_pkey';

/** An order may go from one state to another. */
@Entity('order_state_transitions')
export class OrderStateTransition {
  @PrimaryColumn('text', { name: 'from_state', primaryKeyConstraintName: PRIMARY_KEY })
  readonly fromState: string;
  @Index('order_state_transitions_to_state_idx')
  @PrimaryColumn('text', { name: 'to_state', primaryKeyConstraintName: PRIMARY_KEY })
  readonly toState: string;

  @ManyToOne(() => OrderState)
  @JoinColumn({ name: 'from_state', foreignKeyConstraintName: 'order_state_transitions_from_state_fkey' })
  readonly from?: OrderState;

  @ManyToOne(() => OrderState)
  @JoinColumn({ name: 'to_state', foreignKeyConstraintName: 'order_state_transitions_to_state_fkey' })
  readonly to?: OrderState;
}
