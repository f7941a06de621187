import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Category } from '../categories/category.entity';
import { Product } from './product.entity';

const PRIMARY_KEY = 'product_categories_pkey';
const PRODUCT = 'product_categories_product_id_fkey';
const CATEGORY = 'product_categories_category_id_fkey';

/** A category that a product is in; the default category is one of them. */
@Entity('product_categories')
@Index('product_categories_shop_id_category_id_idx', ['shopId', 'categoryId'])
export class ProductCategory {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: PRIMARY_KEY }) readonly shopId: string;
  @PrimaryColumn('text', { name: 'product_id', primaryKeyConstraintName: PRIMARY_KEY })
  readonly productId: string;
  @PrimaryColumn('text', { name: 'category_id', primaryKeyConstraintName: PRIMARY_KEY })
  readonly categoryId: string;

  @ManyToOne(() => Product, { onDelete: 'CASCADE' })
  @JoinColumn([
    { name: 'shop_id', referencedColumnName: 'shopId', foreignKeyConstraintName: PRODUCT },
    { name: 'product_id', referencedColumnName: 'id', foreignKeyConstraintName: PRODUCT },
  ])
  readonly product?: Product;

  @ManyToOne(() => Category)
  @JoinColumn([
    { name: 'shop_id', referencedColumnName: 'shopId', foreignKeyConstraintName: CATEGORY },
    { name: 'category_id', referencedColumnName: 'id', foreignKeyConstraintName: CATEGORY },
  ])
  readonly category?: Category;
}
