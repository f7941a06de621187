import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Shop } from '../shops/shop.entity';
import type { Choice, FieldType, FormName, Presence, Texts } from '@clientele/forms';

/** What is asked of a field of a form, from everyone, a group or a customer. */
@Entity('form_rules')
@Index('form_rules_shop_id_form_field_scope_key', { synchronize: false })
@Index('form_rules_shop_id_form_everyone_idx', ['shopId', 'form'], {
  where: 'group_id IS NULL AND customer_id IS NULL',
})
@Index('form_rules_shop_id_form_id_idx', ['shopId', 'form', 'id'])
@Index('form_rules_group_id_idx', ['groupId', 'form'], { where: 'group_id IS NOT NULL' })
@Index('form_rules_customer_id_idx', ['customerId', 'form'], { where: 'customer_id IS NOT NULL' })
export class FormRule {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'form_rules_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('text') readonly form: FormName;
  @Column('text') readonly field: string;
  /** Of an own field. */
  @Column('text', { nullable: true }) readonly type: FieldType | null;
  /** Known to the service groups, so without foreign key. */
  @Column('uuid', { name: 'group_id', nullable: true }) readonly groupId: string | null;
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  @Column('text', { nullable: true }) presence: Presence | null;
  @Column('integer', { name: 'min_length', nullable: true }) minLength: number | null;
  @Column('integer', { name: 'max_length', nullable: true }) maxLength: number | null;
  @Column('text', { nullable: true }) pattern: string | null;
  @Column('jsonb', { nullable: true }) help: Texts | null;
  @Column('jsonb', { name: 'default_value', nullable: true }) defaultValue: Texts | null;
  @Column('jsonb', { nullable: true }) label: Texts | null;
  @Column('jsonb', { nullable: true }) choices: readonly Choice[] | null;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('integer') version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'form_rules_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Customer, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'form_rules_customer_id_fkey' })
  readonly customer?: Customer;
}
