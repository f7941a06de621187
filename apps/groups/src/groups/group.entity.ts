import type { GroupRole, PriceDisplay } from '@clientele/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A set of customers who see prices the same way. */
@Entity('groups')
@Index('groups_shop_id_role_key', ['shopId', 'role'], { unique: true })
@Index('groups_shop_id_external_reference_key', ['shopId', 'externalReference'], { unique: true })
@Index('groups_shop_id_position_idx', ['shopId', 'position', 'id'])
@Index('groups_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
export class Group {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'groups_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** The special groups have one; they always exist. */
  @Column('text', { nullable: true }) readonly role: GroupRole | null;
  /** Name per language (BCP 47). */
  @Column('jsonb') name: Record<string, string>;
  @Column('numeric', { name: 'discount_percent', precision: 5, scale: 2 }) discountPercent: string;
  @Column('text', { name: 'price_display' }) priceDisplay: PriceDisplay;
  @Column('boolean', { name: 'show_prices' }) showPrices: boolean;
  /** Whether members may use the modules that the group does not name. */
  @Column('boolean', { name: 'allows_modules', default: true }) readonly allowsModules: boolean;
  /** Of the shops that share customers, those in which it counts; none: all. Those of the roles count in all. */
  @Column('uuid', { name: 'shop_ids', array: true, default: [] }) shopIds: string[];
  @Column('integer', { default: 0 }) position: number;
  @Column('text', { name: 'external_reference', nullable: true }) externalReference: string | null;
  /** Since when it is gone for all but its members, who are being moved; null: it is not. */
  @Column('timestamptz', { name: 'deleting_at', nullable: true }) readonly deletingAt: Date | null;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
}
