import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { ConsentSource } from '../consents/consent.domain';
import type { CustomerState } from './customer-state.domain';
import type { OwnValues } from '@clientele/forms';
import { Shop } from '../shops/shop.entity';
import { Title } from '../titles/title.entity';

/** An individual, or a company. */
export const CUSTOMER_KINDS = ['individual', 'company'] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

/** How sure the shop is to be paid. */
export const RISK_RATINGS = ['none', 'low', 'medium', 'high'] as const;
export type RiskRating = (typeof RISK_RATINGS)[number];

/** The account that buys. Who logs in for it are its contacts. */
@Entity('customers')
@Index('customers_shop_id_number_key', ['shopId', 'number'], { unique: true })
@Index('customers_shop_id_normalized_email_key', ['shopId', 'normalizedEmail'], {
  unique: true,
  where: "NOT is_guest AND state IN ('open', 'blocked')",
})
@Index('customers_shop_id_external_reference_key', ['shopId', 'externalReference'], {
  unique: true,
  where: 'external_reference IS NOT NULL',
})
@Index('customers_shop_id_normalized_email_idx', ['shopId', 'normalizedEmail', 'id'])
@Index('customers_shop_id_last_name_idx', { synchronize: false })
@Index('customers_shop_id_first_name_idx', { synchronize: false })
@Index('customers_shop_id_registered_at_idx', ['shopId', 'registeredAt', 'id'])
@Index('customers_shop_id_updated_at_idx', ['shopId', 'updatedAt', 'id'])
@Index('customers_shop_id_enabled_idx', ['shopId', 'enabled', 'id'])
@Index('customers_shop_id_newsletter_idx', ['shopId', 'newsletter', 'id'])
@Index('customers_shop_id_partner_offers_idx', ['shopId', 'partnerOffers', 'id'])
@Index('customers_shop_id_kind_idx', ['shopId', 'kind', 'id'])
@Index('customers_shop_id_guests_idx', ['shopId', 'registeredAt', 'id'], { where: 'is_guest' })
@Index('customers_shop_id_closed_idx', ['shopId', 'state', 'registeredAt', 'id'], {
  where: "state <> 'open'",
})
@Index('customers_shop_id_all_closed_idx', ['shopId', 'registeredAt', 'id'], { where: "state <> 'open'" })
@Index('customers_last_visit_ip_idx', ['lastVisitIp'], { where: 'last_visit_ip IS NOT NULL' })
@Index('customers_search_idx', { synchronize: false })
@Index('customers_shop_id_last_visit_at_idx', { synchronize: false })
@Index('customers_shop_id_last_visit_at_desc_idx', { synchronize: false })
@Index('customers_shop_id_birthday_idx', { synchronize: false })
@Index('customers_shop_id_birthday_desc_idx', { synchronize: false })
@Index('customers_shop_id_company_idx', { synchronize: false })
@Index('customers_shop_id_company_desc_idx', { synchronize: false })
@Index('customers_shop_id_title_id_idx', { synchronize: false })
@Index('customers_registered_shop_id_idx', ['registeredShopId', 'id'], {
  where: 'registered_shop_id IS NOT NULL',
})
@Index('customers_shop_id_main_idx', ['shopId', 'id'], { where: 'registered_shop_id IS NULL' })
export class Customer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'customers_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Of the shops that share it, the one where it registered; null: the main one. */
  @Column('uuid', { name: 'registered_shop_id', nullable: true }) readonly registeredShopId: string | null;
  /** Short, for people. */
  @Column('bigint', { default: () => "nextval('customer_numbers')" }) readonly number: string;
  @Column('text') kind: CustomerKind;
  @Column('boolean', { name: 'is_guest', default: false }) readonly isGuest: boolean;
  @Column('uuid', { name: 'title_id', nullable: true })
  @Index('customers_title_id_idx', { where: 'title_id IS NOT NULL' })
  titleId: string | null;
  @Column('text', { name: 'first_name' }) firstName: string;
  @Column('text', { name: 'last_name' }) lastName: string;
  /** As typed, for sending. */
  @Column('text') email: string;
  /** For comparison. */
  @Column({ type: 'text', name: 'normalized_email', collation: 'C' }) normalizedEmail: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('date', { nullable: true }) birthday: string | null;
  /** BCP 47. */
  @Column('text', { nullable: true }) language: string | null;
  @Column('text', { nullable: true }) company: string | null;
  @Column('boolean') enabled: boolean;
  @Column('boolean') newsletter: boolean;
  /** When newsletters were last consented to or refused, and from where. */
  @Column('timestamptz', { name: 'newsletter_changed_at', nullable: true }) newsletterChangedAt: Date | null;
  @Column('text', { name: 'newsletter_source', nullable: true }) newsletterSource: ConsentSource | null;
  @Column('boolean', { name: 'partner_offers' }) partnerOffers: boolean;
  @Column('text', { name: 'accounting_number', nullable: true }) accountingNumber: string | null;
  @Column('text', { name: 'external_reference', nullable: true }) externalReference: string | null;
  @Column('text', { name: 'registration_number', nullable: true }) registrationNumber: string | null;
  @Column('text', { name: 'activity_code', nullable: true }) activityCode: string | null;
  @Column('text', { name: 'vat_number', nullable: true }) vatNumber: string | null;
  @Column('text', { nullable: true }) website: string | null;
  /** How much may be unpaid, in the currency of the shop. */
  @Column('numeric', { name: 'allowed_outstanding', precision: 20, scale: 6, nullable: true })
  allowedOutstanding: string | null;
  @Column('integer', { name: 'maximum_payment_days', nullable: true }) maximumPaymentDays: number | null;
  @Column('text', { name: 'risk_rating', nullable: true }) riskRating: RiskRating | null;
  @Column('text', { default: 'open' }) state: CustomerState;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  /** The customer that it is part of now. */
  @Column('uuid', { name: 'merged_into_id', nullable: true })
  @Index('customers_merged_into_id_idx', { where: 'merged_into_id IS NOT NULL' })
  mergedIntoId: string | null;
  /** Own fields of the shop's forms. */
  @Column('jsonb', { default: {} }) custom: OwnValues;
  @Column('timestamptz', { name: 'registered_at' }) readonly registeredAt: Date;
  @Column('timestamptz', { name: 'last_visit_at', nullable: true }) lastVisitAt: Date | null;
  @Column('inet', { name: 'last_visit_ip', nullable: true }) readonly lastVisitIp: string | null;
  /** In the order in which customers were added, imported ones among the others. */
  @Column('bigint', {
    ...{ select: false, insert: false, update: false },
    default: () => "nextval('customer_positions')",
  })
  @Index('customers_position_key', { unique: true })
  readonly position?: string;
  /** The words it is found by, kept by the database. */
  @Column({ type: 'tsvector', select: false, insert: false, update: false }) readonly search?: string;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  /** Whether its contacts need codes to log in. */
  @Column('boolean', { name: 'two_factor_required', default: false }) twoFactorRequired: boolean;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'customers_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Shop)
  @JoinColumn([
    {
      ...{ name: 'registered_shop_id', referencedColumnName: 'id' },
      foreignKeyConstraintName: 'customers_registered_shop_id_fkey',
    },
    { name: 'shop_id', referencedColumnName: 'mainShopId' },
  ])
  readonly registeredShop?: Shop;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'merged_into_id', foreignKeyConstraintName: 'customers_merged_into_id_fkey' })
  readonly mergedInto?: Customer;

  @ManyToOne(() => Title)
  @JoinColumn([
    {
      ...{ name: 'title_id', referencedColumnName: 'id' },
      foreignKeyConstraintName: 'customers_title_id_fkey',
    },
    { name: 'shop_id', referencedColumnName: 'shopId' },
  ])
  readonly title?: Title;
}
