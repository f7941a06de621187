import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { OwnValues } from '@clientele/forms';
import { Shop } from '../shops/shop.entity';
import { Title } from '../titles/title.entity';

/** Values by name, as a storefront chooses them. */
export type ContactOptions = Record<string, string | number | boolean>;

/** A person who logs in. */
@Entity('contacts')
@Index('contacts_shop_id_normalized_email_key', ['shopId', 'normalizedEmail'], {
  unique: true,
  where: 'claims_email',
})
@Index('contacts_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('contacts_shop_id_last_name_idx', { synchronize: false })
@Index('contacts_shop_id_first_name_idx', { synchronize: false })
export class Contact {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'contacts_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'title_id', nullable: true })
  @Index('contacts_title_id_idx', { where: 'title_id IS NOT NULL' })
  titleId: string | null;
  @Column('text', { name: 'first_name' }) firstName: string;
  @Column('text', { name: 'last_name' }) lastName: string;
  /** As typed, for sending. */
  @Column('text') email: string;
  /** For comparison. */
  @Column({ type: 'text', name: 'normalized_email', collation: 'C' }) normalizedEmail: string;
  /** Whether nobody else of the shop may have it; contacts of closed customers give it back. */
  @Column('boolean', { name: 'claims_email', default: true }) readonly claimsEmail: boolean;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('date', { nullable: true }) birthday: string | null;
  /** BCP 47. */
  @Column('text', { nullable: true }) language: string | null;
  /** argon2id, as a PHC string; without one the contact cannot log in. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash: string | null;
  @Column('boolean') enabled: boolean;
  /** When it was proved that mail to the address reaches the contact; null: not yet. */
  @Column('timestamptz', { name: 'email_verified_at', nullable: true }) emailVerifiedAt: Date | null;
  /** What a storefront remembers of the contact's choices. */
  @Column('jsonb', { default: {} }) options: ContactOptions;
  /** Own fields of the shop's form. */
  @Column('jsonb', { default: {} }) custom: OwnValues;
  @Column('integer', { default: 1 }) version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'contacts_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Title)
  @JoinColumn([
    {
      ...{ name: 'title_id', referencedColumnName: 'id' },
      foreignKeyConstraintName: 'contacts_title_id_fkey',
    },
    { name: 'shop_id', referencedColumnName: 'shopId' },
  ])
  readonly title?: Title;
}
