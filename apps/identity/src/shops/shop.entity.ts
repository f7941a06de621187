import { CUSTOMER_FORM_PARTS, type CustomerFormPart, type HeaderFormat } from './storefront-settings.domain';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';

/**
 * A shop with customers of its own, among whom e-mail addresses and numbers are unique, or one that shares those of another.
 * What belongs to a shop elsewhere belongs to the main one of those that share.
 */
@Entity('shops')
@Unique('shops_id_customers_of_currency_key', ['id', 'customersOf', 'currency'])
@Index('shops_customers_of_name_key', { synchronize: false })
@Unique('shops_id_main_shop_id_key', ['id', 'mainShopId'])
export class Shop {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'shops_pkey' }) readonly id: string;
  @Column('text') name: string;
  /** The shop whose customers it shares; null: it has its own. */
  @Column('uuid', { name: 'main_shop_id', nullable: true }) readonly mainShopId: string | null;
  /** The shop whose customers it has: the main one, or itself; filled in by the database. */
  @Column({ type: 'uuid', name: 'customers_of', insert: false, update: false })
  readonly customersOf: string;
  /** IANA name. */
  @Column('text', { name: 'time_zone' }) timeZone: string;
  /** ISO 4217. */
  @Column('text') readonly currency: string;
  /** Where links in mails to contacts lead; null: to where the suite is reached. */
  @Column('text', { name: 'storefront_url', nullable: true }) storefrontUrl: string | null;
  @Column('text', { name: 'customer_in_header', default: 'name' }) customerInHeader: HeaderFormat;
  @Column('text', { name: 'customer_form_parts', array: true, default: [...CUSTOMER_FORM_PARTS] })
  customerFormParts: CustomerFormPart[];
  /** Counts the changes of what the storefront shows. */
  @Column('integer', { name: 'settings_version', default: 1 }) settingsVersion: number;
  /** Whether other services were told of it; what it says before that, nobody has chosen. */
  @Column('boolean', { name: 'calendar_told', default: false }) calendarTold: boolean;
  /** Whether contacts need codes to log in. */
  @Column('boolean', { name: 'two_factor_required', default: false }) twoFactorRequired: boolean;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'main_shop_id', foreignKeyConstraintName: 'shops_main_shop_id_fkey' })
  readonly mainShop?: Shop;
}
