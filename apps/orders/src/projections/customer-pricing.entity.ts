import type { MembershipFact } from '@clientele/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose prices a customer sees: a projection of the customer's memberships. */
@Entity('customer_pricing')
export class CustomerPricing {
  @PrimaryColumn('uuid', { name: 'customer_id', primaryKeyConstraintName: 'customer_pricing_pkey' })
  readonly customerId: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'default_group_id' }) readonly defaultGroupId: string;
  /** From then on the fallback counts, even before groups has said so. */
  @Column('timestamptz', { name: 'default_expires_at', nullable: true })
  readonly defaultExpiresAt: Date | null;
  @Column('uuid', { name: 'fallback_group_id' }) readonly fallbackGroupId: string;
  /** All groups it is in: for the rules of forms, and for prices where the default one is not all there is to it. */
  @Column('jsonb', { default: [] }) readonly groups: readonly MembershipFact[];
  /** Of the memberships, as their owner counts. */
  @Column('integer') readonly version: number;
}
