import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** How a shop deals with its customers. */
@Entity('customer_settings')
export class CustomerSettings {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'customer_settings_pkey' })
  readonly shopId: string;
  /** Whether it sells to companies, and so knows more of them. */
  @Column('boolean') b2b: boolean;
  /** By country, what registration numbers must match. */
  @Column('jsonb', { name: 'registration_number_patterns', default: {} })
  registrationNumberPatterns: Record<string, string>;
  /** Where customers are whose country is not known. */
  @Column('text', { name: 'home_country', nullable: true }) homeCountry: string | null;
  @Column('integer') version: number;

  @OneToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'customer_settings_shop_id_fkey' })
  readonly shop?: Shop;
}
