import type { OwnValues } from '@clientele/forms';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Cart } from '../carts/cart.entity';
import { OrderState } from '../order-states/order-state.entity';

/** What a customer bought, with the whole context of the purchase as it was then. */
@Entity('orders')
@Index('orders_shop_id_reference_key', ['shopId', 'reference'], { unique: true })
@Index('orders_shop_id_placed_at_idx', ['shopId', 'placedAt', 'id'])
@Index('orders_at_shop_id_idx', ['atShopId', 'placedAt', 'id'], { where: 'at_shop_id IS NOT NULL' })
@Index('orders_shop_id_total_tax_included_idx', ['shopId', 'totalTaxIncluded', 'id'])
@Index('orders_customer_id_idx', ['customerId', 'placedAt', 'id'])
@Index('orders_shop_id_payment_accepted_at_idx', ['shopId', 'paymentAcceptedAt', 'id'], {
  where: 'payment_accepted_at IS NOT NULL',
})
@Index('orders_state_idx', ['state', 'placedAt', 'id'])
export class Order {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'orders_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Of the shops that share customers, the one where it was placed; null: the main one. */
  @Column('uuid', { name: 'at_shop_id', nullable: true }) readonly atShopId: string | null;
  /** Nine letters that people quote. */
  @Column('text') readonly reference: string;
  @Index('orders_cart_id_key', { unique: true })
  @Column('uuid', { name: 'cart_id' })
  readonly cartId: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  /** The contact who ordered; null: a guest did. */
  @Column('uuid', { name: 'contact_id', nullable: true }) readonly contactId: string | null;
  /** The guest's checkout, good for this one order. */
  @Column('uuid', { name: 'visitor_id', nullable: true })
  @Index('orders_visitor_id_key', { unique: true })
  readonly visitorId: string | null;
  @Column('uuid', { name: 'profile_id', nullable: true }) readonly profileId: string | null;
  @Column('text') readonly state: string;
  @Column('text') readonly currency: string;
  /** Own fields of the shop's form. */
  @Column('jsonb', { default: {} }) readonly custom: OwnValues;
  /** The group whose prices applied. */
  @Column('uuid', { name: 'group_id' }) readonly groupId: string;
  /** Vouchers that were used, with what each took off. */
  @Column('jsonb', { default: [] }) readonly vouchers: readonly object[];
  /** As they were told when the order was placed. */
  @Column('json') readonly totals: object;
  @Column('numeric', { name: 'total_tax_excluded', precision: 20, scale: 6 })
  readonly totalTaxExcluded: string;
  @Column('numeric', { name: 'total_tax_included', precision: 20, scale: 6 })
  readonly totalTaxIncluded: string;
  /** Sum of the payments. */
  @Column('numeric', { precision: 20, scale: 6 }) readonly paid: string;
  /** Sum of the refunds. */
  @Column('numeric', { precision: 20, scale: 6, default: 0 }) readonly refunded: string;
  /** Set once: when the payments covered the total. */
  @Column('timestamptz', { name: 'payment_accepted_at', nullable: true })
  readonly paymentAcceptedAt: Date | null;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'placed_at' }) readonly placedAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;

  @ManyToOne(() => Cart)
  @JoinColumn({ name: 'cart_id', foreignKeyConstraintName: 'orders_cart_id_fkey' })
  readonly cart?: Cart;

  @ManyToOne(() => OrderState)
  @JoinColumn({ name: 'state', foreignKeyConstraintName: 'orders_state_fkey' })
  readonly stateRow?: OrderState;
}
