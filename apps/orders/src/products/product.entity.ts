import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Category } from '../categories/category.entity';

const CATEGORY = 'products_default_category_id_fkey';

/** What pricing and reporting need of a product, by the storefront's own id. */
@Entity('products')
@Index('products_shop_id_sku_idx', ['shopId', 'sku', 'id'])
@Index('products_shop_id_default_category_id_idx', ['shopId', 'defaultCategoryId', 'id'])
@Index('products_shop_id_updated_at_idx', ['shopId', 'updatedAt', 'id'])
export class Product {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'products_pkey' })
  readonly shopId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'products_pkey' }) readonly id: string;
  @Column('text') readonly sku: string;
  @Column('text') readonly name: string;
  /** Decides which category discount applies. */
  @Column('text', { name: 'default_category_id', nullable: true }) readonly defaultCategoryId: string | null;
  /** Tax excluded. */
  @Column('numeric', { precision: 20, scale: 6 }) readonly price: string;
  @Column('text') readonly currency: string;
  /** Per cent. */
  @Column('numeric', { name: 'tax_rate', precision: 7, scale: 4 }) readonly taxRate: string;
  /** Only active products are priced and sold. */
  @Column('boolean') readonly active: boolean;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;

  @ManyToOne(() => Category)
  @JoinColumn([
    { name: 'shop_id', referencedColumnName: 'shopId', foreignKeyConstraintName: CATEGORY },
    { name: 'default_category_id', referencedColumnName: 'id', foreignKeyConstraintName: CATEGORY },
  ])
  readonly defaultCategory?: Category;
}
