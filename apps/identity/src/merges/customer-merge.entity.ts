import type { Actor } from '@clientele/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Customer } from '../customers/customer.entity';
import { Shop } from '../shops/shop.entity';
import type { MergeValues } from './merge-plan.domain';

/** Who has done what a merge means, when, and how much of what is with the survivor by it. */
export type Followed = Readonly<
  Record<string, { readonly at: string; readonly moved: Readonly<Record<string, number>> }>
>;

/** A customer became part of another, or is apart again. */
@Entity('customer_merges')
@Index('customer_merges_shop_id_merged_at_idx', ['shopId', 'mergedAt', 'id'])
export class CustomerMerge {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'customer_merges_pkey' }) readonly id: string;
  @Column('uuid', { name: 'shop_id' }) readonly shopId: string;
  @Column('uuid', { name: 'from_id' }) @Index('customer_merges_from_id_idx') readonly fromId: string;
  /** The survivor. */
  @Column('uuid', { name: 'into_id' }) @Index('customer_merges_into_id_idx') readonly intoId: string;
  /** What the survivor got of the other, and what it had in its place. */
  @Column('jsonb') readonly given: MergeValues;
  @Column('jsonb') readonly replaced: MergeValues;
  /** The default addresses of the other. */
  @Column('uuid', { name: 'default_delivery_id', nullable: true }) readonly defaultDeliveryId: string | null;
  @Column('uuid', { name: 'default_invoice_id', nullable: true }) readonly defaultInvoiceId: string | null;
  @Column('jsonb') readonly actor: Actor;
  @Column('jsonb') readonly followed: Followed;
  @Column('timestamptz', { name: 'merged_at' }) readonly mergedAt: Date;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) readonly undoneAt: Date | null;
  /** When all had followed, or had followed the undoing. */
  @Column('timestamptz', { name: 'finished_at', nullable: true }) readonly finishedAt: Date | null;
  @Column('integer') readonly version: number;

  @ManyToOne(() => Shop)
  @JoinColumn({ name: 'shop_id', foreignKeyConstraintName: 'customer_merges_shop_id_fkey' })
  readonly shop?: Shop;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'from_id', foreignKeyConstraintName: 'customer_merges_from_id_fkey' })
  readonly from?: Customer;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'into_id', foreignKeyConstraintName: 'customer_merges_into_id_fkey' })
  readonly into?: Customer;
}
