import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import type { Consent, ConsentSource } from './consent.domain';

/** Who consented to what, when and how. Only ever added. */
@Entity('consent_changes')
@Index('consent_changes_customer_id_idx', ['customerId', 'changedAt', 'id'])
export class ConsentChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'consent_changes_pkey' }) readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('text') readonly consent: Consent;
  @Column('boolean') readonly given: boolean;
  @Column('text') readonly source: ConsentSource;
  @Column('text', { name: 'actor_kind' }) readonly actorKind: string;
  @Column('text', { name: 'actor_id' }) readonly actorId: string;
  @Column('timestamptz', { name: 'changed_at' }) readonly changedAt: Date;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'consent_changes_customer_id_fkey' })
  readonly customer?: Customer;
}
