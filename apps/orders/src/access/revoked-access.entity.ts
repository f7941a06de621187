import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A contact or link as identity announced it last. What was never announced, or is not revoked, may act; tokens of what
 * is revoked are over after minutes, and so the row is kept for a day only.
 */
@Entity('revoked_access')
export class RevokedAccess {
  /** Of the contact or link. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'revoked_access_pkey' }) readonly id: string;
  @Column('boolean') readonly revoked: boolean;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'changed_at' })
  @Index('revoked_access_changed_at_idx')
  readonly changedAt: Date;
}
