import type { PricePolicy as Policy } from '@clientele/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which of a customer's groups decide prices in a shop; without a row the default one does. */
@Entity('price_policies')
export class PricePolicy {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'price_policies_pkey' })
  readonly shopId: string;
  @Column('text') readonly policy: Policy;
  /** As its owner counts. */
  @Column('integer') readonly version: number;
}
