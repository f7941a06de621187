import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Group } from './group.entity';

/** A discount on one category, in place of the group's general one. */
@Entity('category_discounts')
export class CategoryDiscount {
  @PrimaryColumn('uuid', { name: 'group_id', primaryKeyConstraintName: 'category_discounts_pkey' })
  readonly groupId: string;
  @PrimaryColumn('text', { name: 'category_id', primaryKeyConstraintName: 'category_discounts_pkey' })
  readonly categoryId: string;
  @Column('numeric', { name: 'discount_percent', precision: 5, scale: 2 }) readonly discountPercent: string;
  /** Whether it holds for the categories below as well, unless they have one of their own. */
  @Column('boolean', { name: 'include_subcategories', default: false })
  readonly includeSubcategories: boolean;

  @ManyToOne(() => Group, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'group_id', foreignKeyConstraintName: 'category_discounts_group_id_fkey' })
  readonly group?: Group;
}
