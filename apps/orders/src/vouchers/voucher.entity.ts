import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Order } from '../orders/order.entity';
import { Product } from '../products/product.entity';
import type { AppliesTo, Combinable, ProductCondition } from './voucher-rule.domain';

const THERE = { where: 'deleted_at IS NULL' };

/** A rule of the cart: what is taken off, from what, for whom and when. One that is deleted stays, as carts and orders name it. */
@Entity('vouchers')
@Index('vouchers_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'], THERE)
@Index('vouchers_shop_id_priority_idx', ['shopId', 'priority', 'id'], THERE)
@Index('vouchers_customer_id_idx', ['customerId', 'id'])
@Index('vouchers_automatic_idx', ['shopId', 'customerId'], {
  where: 'automatic AND active AND deleted_at IS NULL',
})
@Index('vouchers_gift_product_id_idx', ['shopId', 'giftProductId'], { where: 'gift_product_id IS NOT NULL' })
@ForeignKey(() => Order, ['restOfOrderId'], ['id'], { name: 'vouchers_rest_of_order_id_fkey' })
@ForeignKey(() => Voucher, ['restOfVoucherId'], ['id'], { name: 'vouchers_rest_of_voucher_id_fkey' })
@ForeignKey(() => Product, ['shopId', 'giftProductId'], ['shopId', 'id'], {
  name: 'vouchers_gift_product_id_fkey',
})
export class Voucher {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'vouchers_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Per language. */
  @Column('jsonb') readonly name: Readonly<Record<string, string>>;
  @Column('text') readonly description: string;
  @Column('boolean') readonly active: boolean;
  /** Whether it comes into carts by itself. */
  @Column('boolean') readonly automatic: boolean;
  /** Whether it is shown to those who can use it. */
  @Column('boolean') readonly highlighted: boolean;
  /** The highest comes first. */
  @Column('integer') readonly priority: number;
  /** First and last day, in the shop's time zone; null: without beginning or end. */
  @Column('date', { name: 'starts_on', nullable: true }) readonly startsOn: string | null;
  @Column('date', { name: 'ends_on', nullable: true }) readonly endsOn: string | null;
  /** How often it can be used; null: without end. */
  @Column('integer', { nullable: true }) readonly quantity: number | null;
  @Column('integer', { name: 'quantity_per_customer', nullable: true })
  readonly quantityPerCustomer: number | null;
  /** By orders that were not cancelled. */
  @Column('integer', { default: 0 }) readonly used: number;
  /** Of the following, those that are given must hold. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  @Column('uuid', { name: 'group_ids', array: true }) readonly groupIds: readonly string[];
  @Column('uuid', { name: 'segment_ids', array: true }) readonly segmentIds: readonly string[];
  @Column('numeric', { name: 'minimum_amount', precision: 20, scale: 6, nullable: true })
  readonly minimumAmount: string | null;
  @Column('text', { name: 'minimum_currency', nullable: true }) readonly minimumCurrency: string | null;
  @Column('boolean', { name: 'minimum_tax_included', nullable: true })
  readonly minimumTaxIncluded: boolean | null;
  @Column('jsonb') readonly products: readonly ProductCondition[];
  /** Whether what a group gives a discount on is left alone. */
  @Column('boolean', { name: 'exclude_discounted' }) readonly excludeDiscounted: boolean;
  @Column('text') readonly combinable: Combinable;
  @Column('uuid', { name: 'combinable_with', array: true }) readonly combinableWith: readonly string[];
  @Column('text', { name: 'applies_to' }) readonly appliesTo: AppliesTo;
  @Column('numeric', { precision: 5, scale: 2, nullable: true }) readonly percent: string | null;
  @Column('numeric', { precision: 20, scale: 6, nullable: true }) readonly amount: string | null;
  @Column('text', { nullable: true }) readonly currency: string | null;
  @Column('boolean', { name: 'amount_tax_included', nullable: true })
  readonly amountTaxIncluded: boolean | null;
  @Column('boolean', { name: 'free_shipping' }) readonly freeShipping: boolean;
  @Column('text', { name: 'gift_product_id', nullable: true }) readonly giftProductId: string | null;
  /** Whether what an order leaves of the amount becomes a voucher of the customer. */
  @Column('boolean', { name: 'keep_rest' }) readonly keepRest: boolean;
  /** The order that left it, and the voucher that it was left of. */
  @Column('uuid', { name: 'rest_of_order_id', nullable: true })
  @Index('vouchers_rest_of_order_id_idx', { where: 'rest_of_order_id IS NOT NULL' })
  readonly restOfOrderId: string | null;
  @Column('uuid', { name: 'rest_of_voucher_id', nullable: true })
  @Index('vouchers_rest_of_voucher_id_idx', { where: 'rest_of_voucher_id IS NOT NULL' })
  readonly restOfVoucherId: string | null;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) readonly deletedAt: Date | null;
}
