import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Something that was done. Never changed: triggers see to it. */
@Entity('audit_entries')
@Index('audit_entries_shop_id_at_idx', ['shopId', 'at', 'id'])
@Index('audit_entries_actor_id_at_idx', ['actorId', 'at', 'id'])
@Index('audit_entries_customer_id_at_idx', ['customerId', 'at', 'id'], { where: 'customer_id IS NOT NULL' })
@Index('audit_entries_resource_at_idx', ['resourceType', 'resourceId', 'at', 'id'])
@Index('audit_entries_resource_ids_idx', { synchronize: false })
@Index('audit_entries_customer_ids_idx', { synchronize: false })
export class AuditEntry {
  /** In the order of writing, which is not that of the commits. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'audit_entries_pkey', generated: 'identity' })
  readonly position: string;
  /** When it came here; says in which partition it is. */
  @PrimaryColumn('timestamptz', {
    name: 'recorded_at',
    primaryKeyConstraintName: 'audit_entries_pkey',
    default: () => 'now()',
  })
  readonly recordedAt: Date;
  @Column('uuid') readonly id: string;
  /** When it was done. */
  @Column('timestamptz') readonly at: Date;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') readonly service: string;
  @Column('text') readonly kind: string;
  @Column('text', { name: 'actor_kind' }) readonly actorKind: string;
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  @Column('text') readonly operation: string;
  @Column('text', { name: 'resource_type' }) readonly resourceType: string;
  @Column('text', { name: 'resource_id', nullable: true }) readonly resourceId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** Several that were read within a second; `resourceId` is null then. */
  @Column('text', { name: 'resource_ids', array: true, nullable: true }) readonly resourceIds:
    string[] | null;
  /** Several whose data was read within a second; `customerId` is null then. */
  @Column('uuid', { name: 'customer_ids', array: true, nullable: true }) readonly customerIds:
    string[] | null;
  @Column('integer') readonly times: number;
  /** Address, user agent, before and after, with a salt. Null once the person is forgotten. */
  @Column('json', { nullable: true }) readonly details: object | null;
  /** SHA-256 of the text of `details`, which the chain covers in its place. */
  @Column('bytea', { name: 'details_digest' }) readonly detailsDigest: Buffer;
}
