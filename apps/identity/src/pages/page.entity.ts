import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Shop } from '../shops/shop.entity';

/** An address at which the storefront greets a customer, or the customers of a group, before anybody logs in. */
@Entity('pages')
@Index('pages_slug_key', ['slug'], { unique: true })
@Index('pages_host_key', ['host'], { unique: true })
@Index('pages_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('pages_shop_id_slug_idx', { synchronize: false })
@Index('pages_customer_id_idx', ['customerId'])
@Index('pages_group_id_idx', ['groupId'])
export class Page {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pages_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') slug: string;
  @Column('text', { nullable: true }) host: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** Of the service groups. */
  @Column('uuid', { name: 'group_id', nullable: true }) readonly groupId: string | null;
  @Column('boolean') enabled: boolean;
  @Column('timestamptz', { name: 'valid_from', nullable: true }) validFrom: Date | null;
  @Column('timestamptz', { name: 'valid_until', nullable: true }) validUntil: Date | null;
  @Column('text', { name: 'access_code_hash', nullable: true }) accessCodeHash: string | null;
  /** Since the last right one. */
  @Column('integer', { name: 'wrong_codes' }) wrongCodes: number;
  /** Until then no code is looked at. */
  @Column('timestamptz', { name: 'closed_until', nullable: true }) closedUntil: Date | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'pages_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'pages_customer_id_fkey' })
  readonly customer?: Customer;
}
