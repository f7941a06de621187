import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';

/** What an employee wants colleagues to know about a customer; the customer never sees it. */
@Entity('customer_notes')
@Index('customer_notes_customer_id_idx', ['customerId', 'pinned', 'createdAt', 'id'])
export class Note {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'customer_notes_pkey' }) readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('text', { name: 'author_kind' }) readonly authorKind: 'employee' | 'client';
  @Column('uuid', { name: 'author_id' }) readonly authorId: string;
  @Column('text') text: string;
  /** Shown before the others. */
  @Column('boolean') pinned: boolean;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'customer_notes_customer_id_fkey' })
  readonly customer?: Customer;
}
