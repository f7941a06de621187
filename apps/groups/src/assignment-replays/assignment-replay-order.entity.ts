import type { PaidOrderFacts } from '@clientele/contracts';
import { Job } from '@clientele/jobs';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** An order that would have given something: what follows in the same dry run rests on it. */
@Entity('assignment_replay_orders')
@Index('assignment_replay_orders_job_id_customer_id_idx', ['jobId', 'customerId'])
export class AssignmentReplayOrder {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'assignment_replay_orders_pkey' })
  readonly jobId: string;
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'assignment_replay_orders_pkey' })
  readonly orderId: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('jsonb') readonly facts: PaidOrderFacts;

  @ManyToOne(() => Job, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'assignment_replay_orders_job_id_fkey' })
  readonly job?: Job;
}
