import { Job } from '@clientele/jobs';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** What an order gave when payments were replayed, or would have given. */
@Entity('assignment_replay_rows')
export class AssignmentReplayRow {
  @PrimaryColumn('uuid', { name: 'job_id', primaryKeyConstraintName: 'assignment_replay_rows_pkey' })
  readonly jobId: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'assignment_replay_rows_pkey' }) readonly row: number;
  @Column('uuid', { name: 'order_id' }) readonly orderId: string;
  /** The line, or the order itself where its amount gave it. */
  @Column('uuid', { name: 'line_id' }) readonly lineId: string;
  @Column('text', { name: 'product_id', nullable: true }) readonly productId: string | null;
  @Column('timestamptz', { name: 'paid_at' }) readonly paidAt: Date;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('uuid', { name: 'rule_id' }) readonly ruleId: string;
  @Column('uuid', { name: 'group_id' }) readonly groupId: string;
  /** Whether its time had passed already. */
  @Column('boolean', { name: 'is_over' }) readonly isOver: boolean;
  /** When the membership ends by that; null: never, or it is over. */
  @Column('timestamptz', { name: 'expires_at', nullable: true }) readonly expiresAt: Date | null;

  @ManyToOne(() => Job, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'job_id', foreignKeyConstraintName: 'assignment_replay_rows_job_id_fkey' })
  readonly job?: Job;
}
