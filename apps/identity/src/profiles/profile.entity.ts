import type { GrantedPermission } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** What a contact may do for a customer. Position 0 is the top of the hierarchy. */
@Entity('profiles')
@Index('profiles_shop_id_code_key', ['shopId', 'code'], { unique: true })
@Unique('profiles_shop_id_position_key', ['shopId', 'position'], { deferrable: 'INITIALLY DEFERRED' })
export class Profile {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'profiles_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** The delivered profiles have one. */
  @Column('text', { nullable: true }) readonly code: string | null;
  /** Name per language (BCP 47). */
  @Column('jsonb') name: Record<string, string>;
  @Column('integer') position: number;
  @Column('text', { array: true }) permissions: GrantedPermission[];
  @Column('integer', { default: 1 }) version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'profiles_shop_id_fkey' })
  readonly shop?: Shop;
}
