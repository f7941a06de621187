import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Order } from './order.entity';

/** What was bought, at what price and why at that price. */
@Entity('order_lines')
export class OrderLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'order_lines_pkey' }) readonly id: string;
  @Index('order_lines_order_id_idx')
  @Column('uuid', { name: 'order_id' })
  readonly orderId: string;
  @Column('text', { name: 'product_id' }) readonly productId: string;
  @Column('text') readonly sku: string;
  @Column('text') readonly name: string;
  /** Default category first, if there is one. */
  @Column('text', { name: 'category_ids', array: true }) readonly categoryIds: string[];
  @Column('boolean', { name: 'has_default_category', default: true }) readonly hasDefaultCategory: boolean;
  @Column('integer') readonly quantity: number;
  @Column('numeric', { name: 'base_price', precision: 20, scale: 6 }) readonly basePrice: string;
  @Column('numeric', { name: 'unit_tax_excluded', precision: 20, scale: 6 }) readonly unitTaxExcluded: string;
  @Column('numeric', { name: 'unit_tax_included', precision: 20, scale: 6 }) readonly unitTaxIncluded: string;
  @Column('numeric', { name: 'total_tax_excluded', precision: 20, scale: 6 })
  readonly totalTaxExcluded: string;
  @Column('numeric', { name: 'total_tax_included', precision: 20, scale: 6 })
  readonly totalTaxIncluded: string;
  @Column('numeric', { name: 'tax_rate', precision: 7, scale: 4 }) readonly taxRate: string;
  @Column('numeric', { name: 'discount_percent', precision: 5, scale: 2 }) readonly discountPercent: string;
  @Column('text', { name: 'discount_origin' }) readonly discountOrigin: 'none' | 'group' | 'category';
  @Column('uuid', { name: 'discount_group_id' }) readonly discountGroupId: string;
  @Column('text', { name: 'discount_category_id', nullable: true }) readonly discountCategoryId:
    string | null;

  @ManyToOne(() => Order)
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'order_lines_order_id_fkey' })
  readonly order?: Order;
}
