import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import type { OwnValues } from '@clientele/forms';
import { Shop } from '../shops/shop.entity';

/** Where to deliver or whom to invoice. No order refers to it, so that it may change. */
@Entity('addresses')
@Index('addresses_customer_id_idx', ['customerId', 'createdAt', 'id'])
@Index('addresses_customer_id_default_delivery_key', ['customerId'], {
  unique: true,
  where: 'default_delivery',
})
@Index('addresses_customer_id_default_invoice_key', ['customerId'], {
  unique: true,
  where: 'default_invoice',
})
@Index('addresses_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('addresses_shop_id_country_idx', ['shopId', 'country', 'postcode', 'id'])
@Index('addresses_shop_id_city_idx', { synchronize: false })
@Index('addresses_shop_id_last_name_idx', { synchronize: false })
@Index('addresses_shop_id_first_name_idx', { synchronize: false })
@Index('addresses_shop_id_company_idx', { synchronize: false })
@Index('addresses_shop_id_postcode_idx', { synchronize: false })
@Index('addresses_shop_id_country_id_idx', { synchronize: false })
@Index('addresses_shop_id_updated_at_idx', ['shopId', 'updatedAt', 'id'])
@Index('addresses_shop_id_region_idx', ['shopId', 'region', 'id'], { where: 'region IS NOT NULL' })
@Index('addresses_shop_id_vat_number_idx', ['shopId', 'vatNumber'], { where: 'vat_number IS NOT NULL' })
@Index('addresses_shop_id_identification_number_idx', ['shopId', 'identificationNumber'], {
  where: 'identification_number IS NOT NULL',
})
export class Address {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'addresses_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'customer_id' }) readonly customerId: string;
  @Column('text') alias: string;
  @Column('text', { nullable: true }) company: string | null;
  @Column('text', { name: 'first_name' }) firstName: string;
  @Column('text', { name: 'last_name' }) lastName: string;
  @Column('text') line1: string;
  @Column('text', { nullable: true }) line2: string | null;
  @Column({ type: 'text', nullable: true, collation: 'C' }) postcode: string | null;
  @Column('text') city: string;
  @Column('text', { nullable: true }) region: string | null;
  /** ISO 3166 alpha-2. */
  @Column('text') country: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { name: 'mobile_phone', nullable: true }) mobilePhone: string | null;
  @Column('text', { name: 'vat_number', nullable: true }) vatNumber: string | null;
  @Column('text', { name: 'identification_number', nullable: true }) identificationNumber: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('boolean', { name: 'default_delivery' }) defaultDelivery: boolean;
  @Column('boolean', { name: 'default_invoice' }) defaultInvoice: boolean;
  /** Own fields of the shop's form. */
  @Column('jsonb', { default: {} }) custom: OwnValues;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'addresses_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'addresses_customer_id_fkey' })
  readonly customer?: Customer;
}
