import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A category of the storefront's catalogue, by the storefront's own id. */
@Entity('categories')
@Index('categories_shop_id_parent_id_idx', ['shopId', 'parentId', 'id'])
@Index('categories_shop_id_updated_at_idx', ['shopId', 'updatedAt', 'id'])
export class Category {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'categories_pkey' })
  readonly shopId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'categories_pkey' }) readonly id: string;
  @Column('text') readonly name: string;
  @Column('text', { name: 'parent_id', nullable: true }) readonly parentId: string | null;
  /** The parent, its parent and so on; kept by a trigger. */
  @Column('text', { name: 'ancestor_ids', array: true, default: {} }) readonly ancestorIds: string[];
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;

  @ManyToOne(() => Category)
  @JoinColumn([
    {
      name: 'shop_id',
      referencedColumnName: 'shopId',
      foreignKeyConstraintName: 'categories_parent_id_fkey',
    },
    { name: 'parent_id', referencedColumnName: 'id', foreignKeyConstraintName: 'categories_parent_id_fkey' },
  ])
  readonly parent?: Category;
}
