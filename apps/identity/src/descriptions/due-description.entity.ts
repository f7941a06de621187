import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A customer is to be described to the other services; the database adds a row with whatever changes a description. */
@Entity('due_descriptions')
export class DueDescription {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'due_descriptions_pkey', generated: 'identity' })
  readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
}
