import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A contact that is to be forgotten, also by mails that come late. */
@Entity('erased_contacts')
export class ErasedContact {
  @PrimaryColumn('uuid', { name: 'contact_id', primaryKeyConstraintName: 'erased_contacts_pkey' })
  readonly contactId: string;
  @Column('timestamptz', { name: 'erased_at' }) readonly erasedAt: Date;
}
