import type { ShopPermission as Code } from '@clientele/contracts';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Shop } from '../shops/shop.entity';

/** A function that a shop has in its storefront, for profiles to allow. */
@Entity('shop_permissions')
export class ShopPermission {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'shop_permissions_pkey' })
  readonly shopId: string;
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'shop_permissions_pkey' })
  readonly code: Code;
  /** Name per language (BCP 47). */
  @Column('jsonb') name: Record<string, string>;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('integer', { default: 1 }) version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'shop_permissions_shop_id_fkey' })
  readonly shop?: Shop;
}
