import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Contact } from '../contacts/contact.entity';
import { Employee } from '../employees/employee.entity';
import { Shop } from '../shops/shop.entity';
import type { LinkPurpose } from './one-time-link.domain';

/** A link in a mail that is good once. Its token derives from the id by a key that is not in the database. */
@Entity('one_time_links')
@Index('one_time_links_contact_id_purpose_idx', ['contactId', 'purpose'])
@Index('one_time_links_employee_id_purpose_idx', ['employeeId', 'purpose'])
export class OneTimeLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'one_time_links_pkey' }) readonly id: string;
  @Column('text') readonly purpose: LinkPurpose;
  @Column('uuid', { name: 'contact_id', nullable: true }) readonly contactId: string | null;
  @Column('uuid', { name: 'employee_id', nullable: true }) readonly employeeId: string | null;
  /** To which it is mailed; when the owner has another address, the link is good no more. */
  @Column({ type: 'text', name: 'normalized_email', collation: 'C' }) readonly normalizedEmail: string;
  /** Of the shops that share customers, the one it leads to; null: the main one. */
  @Column('uuid', { name: 'at_shop_id', nullable: true }) readonly atShopId: string | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' })
  @Index('one_time_links_expires_at_idx')
  readonly expiresAt: Date;

  @ManyToOne(() => Contact, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contact_id', foreignKeyConstraintName: 'one_time_links_contact_id_fkey' })
  readonly contact?: Contact;

  @ManyToOne(() => Employee, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'one_time_links_employee_id_fkey' })
  readonly employee?: Employee;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'at_shop_id', foreignKeyConstraintName: 'one_time_links_at_shop_id_fkey' })
  readonly atShop?: Shop;
}
