import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Facts of a customer have changed, and what rests on them is to be looked at again. */
@Entity('fact_changes')
export class FactChange {
  @PrimaryColumn('bigint', {
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'fact_changes_pkey',
  })
  readonly id: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  /** By the names that rules have for them; `*`: all. The id of a segment: that segment alone. */
  @Column('text', { array: true }) readonly facts: string[];
}
