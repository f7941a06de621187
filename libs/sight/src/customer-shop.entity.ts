import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A customer who registered at a shop that shares it with its main shop; that does not change. Of the main shop's there are none. */
@Entity('customer_shops')
@Index('customer_shops_registered_shop_id_idx', ['registeredShopId', 'customerId'])
export class CustomerShop {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_shops_pkey' })
  readonly customerId: string;
  @Column('uuid', { name: 'registered_shop_id' }) readonly registeredShopId: string;
}
