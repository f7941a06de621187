import type { OwnValues } from '@clientele/forms';
import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import type { CartState } from './cart-state.domain';

/** What somebody is about to buy. It belongs to a visitor or to a customer. */
@Entity('carts')
@Index('carts_customer_id_idx', ['customerId', 'updatedAt', 'id'])
@Index('carts_visitor_id_idx', ['visitorId', 'updatedAt', 'id'])
@Index('carts_shop_id_updated_at_idx', ['shopId', 'updatedAt', 'id'])
@Index('carts_shop_id_state_idx', ['shopId', 'state', 'updatedAt', 'id'])
@Index('carts_at_shop_id_idx', ['atShopId', 'updatedAt', 'id'], { where: 'at_shop_id IS NOT NULL' })
@Index('carts_open_idx', { synchronize: false })
@Index('carts_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('carts_shop_id_total_tax_included_idx', ['shopId', 'totalTaxIncluded', 'id'])
export class Cart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'carts_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Of the shops that share customers, the one where it was made; null: the main one. */
  @Column('uuid', { name: 'at_shop_id', nullable: true }) readonly atShopId: string | null;
  /** What people quote. */
  @Index('carts_number_key', { unique: true })
  @Generated('increment')
  @Column('bigint')
  readonly number: string;
  @Column('uuid', { name: 'visitor_id', nullable: true }) readonly visitorId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** The contact who acted last. */
  @Column('uuid', { name: 'contact_id', nullable: true }) readonly contactId: string | null;
  /** The customer or group whose page the visitor had entered: whose prices the cart has, until it is a customer's. */
  @Column('uuid', { name: 'price_context', nullable: true }) readonly priceContext: string | null;
  @Column('text') readonly state: CartState;
  /** Of all lines; given with the cart or by its first line. */
  @Column('text', { nullable: true }) readonly currency: string | null;
  /** Own fields of the shop's form. */
  @Column('jsonb', { default: {} }) readonly custom: OwnValues;
  /** How many lines, as of the last change. */
  @Column('integer') readonly lines: number;
  /** As of the last change, like the other total. */
  @Column('numeric', { name: 'total_tax_excluded', precision: 20, scale: 6 })
  readonly totalTaxExcluded: string;
  @Column('numeric', { name: 'total_tax_included', precision: 20, scale: 6 })
  readonly totalTaxIncluded: string;
  /** When it was found abandoned last. */
  @Column('timestamptz', { name: 'abandoned_at', nullable: true }) readonly abandonedAt: Date | null;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  /** When somebody used it last: looking at it is no use. */
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
}
