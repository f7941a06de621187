import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is known of a customer, for the rules of segments. Null: there is no such value, or it was not told yet. */
@Entity('customer_facts')
@Index('customer_facts_country_idx', ['country', 'postcode'])
@Index('customer_facts_tags_idx', { synchronize: false })
@Index('customer_facts_postcode_idx', { synchronize: false })
export class CustomerFacts {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_facts_pkey' })
  readonly customerId: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Which description of identity is known; 0: none. */
  @Column('bigint', { default: 0 }) readonly version: string;
  /** Closed and merged customers are in no segment. */
  @Column('boolean', { name: 'is_open', default: true }) readonly isOpen: boolean;
  @Column('text', { nullable: true }) readonly kind: string | null;
  @Column('uuid', { name: 'title_id', nullable: true }) readonly titleId: string | null;
  @Index('customer_facts_birthday_idx', { where: 'birthday IS NOT NULL' })
  @Column('date', { nullable: true })
  readonly birthday: string | null;
  /** Month and day of the birthday as a number: 229 is the 29th of February. */
  @Index('customer_facts_birthday_key_idx')
  @Column('integer', { name: 'birthday_key', nullable: true })
  readonly birthdayKey: number | null;
  @Column('text', { nullable: true }) readonly language: string | null;
  @Column('text', { nullable: true }) readonly country: string | null;
  @Column('text', { nullable: true }) readonly postcode: string | null;
  @Column('boolean', { nullable: true }) readonly newsletter: boolean | null;
  @Column('boolean', { name: 'partner_offers', nullable: true }) readonly partnerOffers: boolean | null;
  @Index('customer_facts_registered_at_idx')
  @Column('timestamptz', { name: 'registered_at', nullable: true })
  readonly registeredAt: Date | null;
  @Index('customer_facts_last_visit_at_idx')
  @Column('timestamptz', { name: 'last_visit_at', nullable: true })
  readonly lastVisitAt: Date | null;
  /** Orders that were placed. */
  @Index('customer_facts_orders_count_idx', { where: 'orders_count > 1' })
  @Column('integer', { name: 'orders_count', default: 0 })
  readonly ordersCount: number;
  @Index('customer_facts_first_order_at_idx')
  @Column('timestamptz', { name: 'first_order_at', nullable: true })
  readonly firstOrderAt: Date | null;
  @Index('customer_facts_last_order_at_idx')
  @Column('timestamptz', { name: 'last_order_at', nullable: true })
  readonly lastOrderAt: Date | null;
  /** What was paid, in the currency of the shop. */
  @Index('customer_facts_total_spent_idx', { where: 'total_spent > 0' })
  @Column('numeric', { name: 'total_spent', precision: 20, scale: 6, default: 0 })
  readonly totalSpent: string;
  /** Of what was paid; null before the first payment. */
  @Index('customer_facts_average_order_idx', { where: 'average_order IS NOT NULL' })
  @Column('numeric', { name: 'average_order', precision: 20, scale: 6, nullable: true })
  readonly averageOrder: string | null;
  @Index('customer_facts_vouchers_used_idx', { where: 'vouchers_used > 0' })
  @Column('integer', { name: 'vouchers_used', default: 0 })
  readonly vouchersUsed: number;
  /** Of all carts that hold something, in the currency of the shop. */
  @Index('customer_facts_cart_value_idx', { where: 'cart_value IS NOT NULL' })
  @Column('numeric', { name: 'cart_value', precision: 20, scale: 6, nullable: true })
  readonly cartValue: string | null;
  /** Since when the oldest of them does. */
  @Index('customer_facts_cart_since_idx')
  @Column('timestamptz', { name: 'cart_since', nullable: true })
  readonly cartSince: Date | null;
  /** Set by other systems. */
  @Column('text', { array: true, default: {} }) readonly tags: string[];
}
