import type { PricePolicy } from '@clientele/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a customer's groups count together when it comes to modules. */
export const MODULE_POLICIES = ['any-group-allows', 'every-group-must-allow'] as const;
export type ModulePolicy = (typeof MODULE_POLICIES)[number];

/** What a shop decides of all its groups; without a row all is as delivered. */
@Entity('group_settings')
export class GroupSettings {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'group_settings_pkey' })
  readonly shopId: string;
  @Column('text', { name: 'module_policy' }) readonly modulePolicy: ModulePolicy;
  @Column('text', { name: 'price_policy', default: 'default-group' }) readonly pricePolicy: PricePolicy;
  @Column('integer') readonly version: number;
  @Column('timestamptz', { name: 'updated_at' }) readonly updatedAt: Date;
}
