import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Repurchase } from '../memberships/grant.domain';

/** A rule: who buys a product, or of a category, or for so much, joins groups. */
@Entity('auto_assignments')
@Index('auto_assignments_shop_id_product_id_idx', ['shopId', 'productId'])
@Index('auto_assignments_shop_id_category_id_idx', ['shopId', 'categoryId'], {
  where: 'category_id IS NOT NULL',
})
@Index('auto_assignments_shop_id_currency_idx', ['shopId', 'currency'], { where: 'currency IS NOT NULL' })
@Index('auto_assignments_shop_id_created_at_idx', ['shopId', 'createdAt', 'id'])
@Index('auto_assignments_shop_id_priority_idx', ['shopId', 'priority', 'id'])
@ForeignKey('AutoAssignmentGroup', ['id', 'defaultGroupId'], ['ruleId', 'groupId'], {
  name: 'auto_assignments_default_group_id_fkey',
  deferrable: 'INITIALLY DEFERRED',
})
export class AutoAssignment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'auto_assignments_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  /** One of `productId`, `categoryId` and `minimumTotal` is set. */
  @Column('text', { name: 'product_id', nullable: true }) readonly productId: string | null;
  /** Default category of the product bought. */
  @Column('text', { name: 'category_id', nullable: true }) readonly categoryId: string | null;
  /** Of the whole order, tax included, in `currency`. */
  @Column('numeric', { name: 'minimum_total', precision: 20, scale: 6, nullable: true })
  readonly minimumTotal: string | null;
  @Column('text', { nullable: true }) readonly currency: string | null;
  /** One of its groups; null leaves the default as it is. */
  @Column('uuid', { name: 'default_group_id', nullable: true }) readonly defaultGroupId: string | null;
  /** ISO 8601. At most one of `duration` and `until`; neither: for good. */
  @Column('text', { nullable: true }) readonly duration: string | null;
  /** The last day, in the shop's time zone. */
  @Column('date', { nullable: true }) readonly until: string | null;
  @Column('boolean') readonly enabled: boolean;
  @Column('integer') readonly priority: number;
  @Column('text', { name: 'on_repurchase' }) readonly onRepurchase: Repurchase;
  /** Whether what it gave goes when the order is cancelled or refunded. */
  @Column('boolean', { name: 'take_back', default: true }) readonly takeBack: boolean;
  /** How many days before the end of what it gave an event tells it, 0: none does; null: as everywhere. */
  @Column('integer', { name: 'reminder_days', nullable: true }) readonly reminderDays: number | null;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
}
