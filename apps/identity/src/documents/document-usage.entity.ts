import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many bytes of documents a customer, a group or a shop has; counted by the database itself. */
@Entity('document_usages')
export class DocumentUsage {
  /** Of the customer, the group or the shop. */
  @PrimaryColumn('uuid', { name: 'owner_id', primaryKeyConstraintName: 'document_usages_pkey' })
  readonly ownerId: string;
  @Column('bigint') readonly bytes: string;
}
