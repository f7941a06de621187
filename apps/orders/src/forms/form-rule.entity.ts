import type { ScopedRule } from '@clientele/forms';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is asked of a field of a cart or an order: a projection of what identity announces. */
@Entity('form_rules')
@Index('form_rules_shop_id_form_everyone_idx', ['shopId', 'form'], {
  where: 'group_id IS NULL AND customer_id IS NULL',
})
@Index('form_rules_group_id_idx', ['groupId', 'form'], { where: 'group_id IS NOT NULL' })
@Index('form_rules_customer_id_idx', ['customerId', 'form'], { where: 'customer_id IS NOT NULL' })
export class FormRule {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'form_rules_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') readonly form: string;
  @Column('uuid', { name: 'group_id', nullable: true }) readonly groupId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  @Column('jsonb') readonly rule: ScopedRule;
  /** Of the rule, as its owner counts. */
  @Column('integer') readonly version: number;
  /** Kept, so that an older event that comes late does not bring the rule back. */
  @Column('boolean') readonly removed: boolean;
}
