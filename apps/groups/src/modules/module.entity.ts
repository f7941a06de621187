import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A feature of the storefront that groups may be kept from using. */
@Entity('modules')
export class StorefrontModule {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'modules_pkey' })
  readonly shopId: string;
  /** As the storefront names it. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'modules_pkey' }) readonly key: string;
  /** Name per language (BCP 47). */
  @Column('jsonb') readonly name: Record<string, string>;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
}
