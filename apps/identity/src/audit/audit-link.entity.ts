import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The place of an entry in the chain: each hash covers the one before and the entry. */
@Entity('audit_links')
export class AuditLink {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_links_pkey' }) readonly link: string;
  @Column('bigint') @Index('audit_links_position_key', { unique: true }) readonly position: string;
  /** Of the entry. */
  @Column('timestamptz', { name: 'recorded_at' })
  @Index('audit_links_recorded_at_idx')
  readonly recordedAt: Date;
  @Column('bytea') readonly hash: Buffer;
}
