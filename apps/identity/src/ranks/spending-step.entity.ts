import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many open customers of a shop have spent about as much; kept by the database. */
@Entity('spending_steps')
export class SpendingStep {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'spending_steps_pkey' })
  readonly shopId: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'spending_steps_pkey' }) readonly step: number;
  @Column('integer') readonly customers: number;
}
