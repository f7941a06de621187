import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CustomerFacts } from './customer-facts.entity';

/** A product that a customer bought, or a category it bought from, counted over its completed orders. */
@Entity('bought_items')
@Index('bought_items_kind_item_id_idx', { synchronize: false })
@ForeignKey(() => CustomerFacts, ['customerId'], ['customerId'], {
  name: 'bought_items_customer_id_fkey',
  onDelete: 'CASCADE',
})
export class BoughtItem {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'bought_items_pkey' })
  readonly customerId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'bought_items_pkey' })
  readonly kind: 'product' | 'category';
  @PrimaryColumn('text', { name: 'item_id', primaryKeyConstraintName: 'bought_items_pkey' })
  readonly itemId: string;
  /** How many orders had it. */
  @Column('integer') readonly orders: number;
  @Column('timestamptz', { name: 'last_bought_at' }) readonly lastBoughtAt: Date;
}
