import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A customer is to be described to the other services; the database adds a row with whatever changes a description. */
@Entity('due_descriptions')
@Index('due_descriptions_urgent_idx', ['id'], { where: 'NOT in_bulk' })
export class DueDescription {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'due_descriptions_pkey', generated: 'identity' })
  readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  /** Whether it is one of very many and gives way to others: the transaction says so, with `tellInBulk` of the outbox. */
  @Column('boolean', { name: 'in_bulk', default: () => 'is_in_bulk()' })
  readonly inBulk: boolean;
  @Column('timestamptz', { name: 'due_at', default: () => 'clock_timestamp()' }) readonly dueAt: Date;
}
