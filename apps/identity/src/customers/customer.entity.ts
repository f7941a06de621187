import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { OwnValues } from '../forms/own-values';
import { Shop } from '../shops/shop.entity';
import { Title } from '../titles/title.entity';

/** An individual, or a company. */
export const CUSTOMER_KINDS = ['individual', 'company'] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

/** The account that buys. Who logs in for it are its contacts. */
@Entity('customers')
@Index('customers_shop_id_number_key', ['shopId', 'number'], { unique: true })
@Index('customers_shop_id_normalized_email_key', ['shopId', 'normalizedEmail'], {
  unique: true,
  where: 'NOT is_guest',
})
@Index('customers_shop_id_external_reference_key', ['shopId', 'externalReference'], { unique: true })
@Index('customers_shop_id_normalized_email_idx', ['shopId', 'normalizedEmail', 'id'])
@Index('customers_shop_id_last_name_idx', { synchronize: false })
@Index('customers_shop_id_first_name_idx', { synchronize: false })
@Index('customers_shop_id_registered_at_idx', ['shopId', 'registeredAt', 'id'])
@Index('customers_shop_id_last_visit_at_idx', ['shopId', 'lastVisitAt', 'id'])
@Index('customers_shop_id_last_visit_at_desc_idx', { synchronize: false })
export class Customer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'customers_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** Short, for people. */
  @Column('bigint', { default: () => "nextval('customer_numbers')" }) readonly number: string;
  @Column('text') kind: CustomerKind;
  @Column('boolean', { name: 'is_guest', default: false }) readonly isGuest: boolean;
  @Column('uuid', { name: 'title_id', nullable: true })
  @Index('customers_title_id_idx')
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
  @Column('boolean', { name: 'partner_offers' }) partnerOffers: boolean;
  @Column('text', { name: 'accounting_number', nullable: true }) accountingNumber: string | null;
  @Column('text', { name: 'external_reference', nullable: true }) externalReference: string | null;
  /** Own fields of the shop's forms. */
  @Column('jsonb', { default: {} }) custom: OwnValues;
  @Column('timestamptz', { name: 'registered_at' }) readonly registeredAt: Date;
  @Column('timestamptz', { name: 'last_visit_at', nullable: true }) lastVisitAt: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'customers_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Title)
  @JoinColumn({ name: 'title_id', foreignKeyConstraintName: 'customers_title_id_fkey' })
  readonly title?: Title;
}
