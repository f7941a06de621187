import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A state an order can be in, and what that means. */
@Entity('order_states')
export class OrderState {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'order_states_pkey' }) readonly code: string;
  /** Name per language (BCP 47). */
  @Column('jsonb') readonly name: Record<string, string>;
  @Column('integer') readonly position: number;
  @Column('boolean') readonly paid: boolean;
  @Column('boolean', { name: 'counts_as_sale' }) readonly countsAsSale: boolean;
  @Column('boolean') readonly shipped: boolean;
  @Column('boolean') readonly delivered: boolean;
  @Column('boolean') readonly cancelled: boolean;
  @Column('boolean') readonly refunded: boolean;
  @Column('boolean', { name: 'sends_mail' }) readonly sendsMail: boolean;
  @Column('boolean', { name: 'visible_to_customer' }) readonly visibleToCustomer: boolean;
}
