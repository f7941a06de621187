import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Tries to log in that are counted together: of an account, of an address, or of both. */
@Entity('login_lanes')
export class LoginLane {
  /** A hash of what they have in common. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'login_lanes_pkey' })
  readonly key: string;
  /** Since the last success, or the last quiet day. */
  @Column('integer') readonly tries: number;
  @Column('timestamptz', { name: 'blocked_until', nullable: true }) readonly blockedUntil: Date | null;
  /** The last success: makes an address one that the account is used from. */
  @Column('timestamptz', { name: 'succeeded_at', nullable: true }) readonly succeededAt: Date | null;
  @Column('timestamptz', { name: 'touched_at' })
  @Index('login_lanes_touched_at_idx')
  readonly touchedAt: Date;
}
