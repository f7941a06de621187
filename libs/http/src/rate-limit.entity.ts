import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How often somebody called within a window of time, shared by all replicas. */
@Entity('rate_limits')
export class RateLimitRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'rate_limits_pkey' }) readonly key: string;
  @PrimaryColumn('timestamptz', { name: 'window_start', primaryKeyConstraintName: 'rate_limits_pkey' })
  @Index('rate_limits_window_start_idx')
  readonly windowStart: Date;
  @Column('integer') readonly hits: number;
}
