import type { Repetition } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Profile } from '../profiles/profile.entity';
import { Contact } from './contact.entity';

/** A contact acting for a customer, with a profile. */
@Entity('contact_links')
@Index('contact_links_contact_id_customer_id_key', ['contactId', 'customerId'], { unique: true })
export class ContactLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contact_links_pkey' }) readonly id: string;
  @Column('uuid', { name: 'contact_id' }) readonly contactId: string;
  @Column('uuid', { name: 'customer_id' })
  @Index('contact_links_customer_id_idx')
  readonly customerId: string;
  @Column('uuid', { name: 'profile_id' }) @Index('contact_links_profile_id_idx') profileId: string;
  @Column('integer', { default: 1 }) version: number;
  /** What the contact may buy for the customer; null: no limit. */
  @Column('numeric', { name: 'limit_amount', precision: 20, scale: 6, nullable: true })
  limitAmount: string | null;
  @Column('text', { name: 'limit_currency', nullable: true }) limitCurrency: string | null;
  /** First day. */
  @Column('date', { name: 'limit_starts_on', nullable: true }) limitStartsOn: string | null;
  /** Last day, unless the limit repeats. */
  @Column('date', { name: 'limit_ends_on', nullable: true }) limitEndsOn: string | null;
  @Column('text', { name: 'limit_repeats', nullable: true }) limitRepeats: Repetition | null;

  @ManyToOne(() => Contact, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'contact_id', foreignKeyConstraintName: 'contact_links_contact_id_fkey' })
  readonly contact?: Contact;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'contact_links_customer_id_fkey' })
  readonly customer?: Customer;

  @ManyToOne(() => Profile)
  @JoinColumn({ name: 'profile_id', foreignKeyConstraintName: 'contact_links_profile_id_fkey' })
  readonly profile?: Profile;
}
