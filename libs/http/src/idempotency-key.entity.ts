import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The answer to a request that carried an Idempotency-Key, kept for a day at least. */
@Entity('idempotency_keys')
export class IdempotencyKeyRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' }) readonly principal: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' }) readonly route: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' }) readonly key: string;
  /** SHA-256 of the body, to tell a repetition from another request. */
  @Column('text') readonly fingerprint: string;
  /** Whether the answer was a problem. */
  @Column('boolean') readonly problem: boolean;
  @Column('text') readonly body: string;
  @Index('idempotency_keys_created_at_idx')
  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  readonly createdAt: Date;
}
