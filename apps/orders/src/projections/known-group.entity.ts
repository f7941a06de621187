import type { GroupRole, PriceDisplay } from '@clientele/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A customer group as far as prices depend on it: a projection of what the service groups announces. */
@Entity('known_groups')
@Index('known_groups_shop_id_role_idx', ['shopId', 'role'])
@Index('known_groups_replaced_by_idx', ['replacedBy'], { where: 'replaced_by IS NOT NULL' })
export class KnownGroup {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'known_groups_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text', { nullable: true }) readonly role: GroupRole | null;
  @Column('numeric', { name: 'discount_percent', precision: 5, scale: 2 }) readonly discountPercent: string;
  @Column('text', { name: 'price_display' }) readonly priceDisplay: PriceDisplay;
  @Column('boolean', { name: 'show_prices' }) readonly showPrices: boolean;
  /** Place among the groups, where the first decides. */
  @Column('integer', { default: 0 }) readonly position: number;
  /** Percentage by category. */
  @Column('jsonb', { name: 'category_discounts' }) readonly categoryDiscounts: Record<string, string>;
  /** Of these discounts, those that hold for the categories below as well; null: none does. */
  @Column('jsonb', { name: 'subtree_discounts', nullable: true })
  readonly subtreeDiscounts: Record<string, string> | null;
  /** Of the shops that share customers, those in which it counts; null: all. */
  @Column('uuid', { name: 'shop_ids', array: true, nullable: true }) readonly shopIds:
    readonly string[] | null;
  /** Of the group, as its owner counts. */
  @Column('integer') readonly version: number;
  /** A deleted group is remembered, so that an older event does not bring it back. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) readonly deletedAt: Date | null;
  /** Of a deleted group: decides the prices of those whose default it was until they have been moved. */
  @Column('uuid', { name: 'replaced_by', nullable: true }) readonly replacedBy: string | null;
}
