import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Product } from '../products/product.entity';
import { Cart } from './cart.entity';

const PRODUCT = 'cart_lines_product_id_fkey';

/** A product in a cart, with the unit price that was shown last. */
@Entity('cart_lines')
@Index('cart_lines_cart_id_product_id_key', ['cartId', 'productId'], { unique: true })
@Index('cart_lines_shop_id_product_id_idx', ['shopId', 'productId'])
export class CartLine {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'cart_lines_pkey' }) readonly id: string;
  @Column('uuid', { name: 'cart_id' }) readonly cartId: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text', { name: 'product_id' }) readonly productId: string;
  @Column('integer') readonly quantity: number;
  @Column('numeric', { name: 'unit_tax_excluded', precision: 20, scale: 6 }) readonly unitTaxExcluded: string;
  @Column('numeric', { name: 'unit_tax_included', precision: 20, scale: 6 }) readonly unitTaxIncluded: string;

  @ManyToOne(() => Cart, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'cart_id', foreignKeyConstraintName: 'cart_lines_cart_id_fkey' })
  readonly cart?: Cart;

  @ManyToOne(() => Product)
  @JoinColumn([
    { name: 'shop_id', referencedColumnName: 'shopId', foreignKeyConstraintName: PRODUCT },
    { name: 'product_id', referencedColumnName: 'id', foreignKeyConstraintName: PRODUCT },
  ])
  readonly product?: Product;
}
