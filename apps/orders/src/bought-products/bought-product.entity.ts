import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How much of a product a customer bought, in orders whose state counts as a sale; counted by the database itself. */
@Entity('bought_products')
@Index('bought_products_customer_id_quantity_idx', ['customerId', 'quantity', 'productId'], {
  where: 'orders > 0',
})
export class BoughtProduct {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'bought_products_pkey' })
  readonly customerId: string;
  /** As the storefront knows it; without a foreign key, as it was sold even if it is not known any more. */
  @PrimaryColumn('text', { name: 'product_id', primaryKeyConstraintName: 'bought_products_pkey' })
  readonly productId: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** In how many orders; 0 if all of them were cancelled. */
  @Column('integer') readonly orders: number;
  @Column('bigint') readonly quantity: string;
}
