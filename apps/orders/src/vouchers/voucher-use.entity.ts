import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Order } from '../orders/order.entity';
import { Voucher } from './voucher.entity';

/** An order that used a voucher. */
@Entity('voucher_uses')
@ForeignKey(() => Order, ['orderId'], ['id'], { name: 'voucher_uses_order_id_fkey' })
@ForeignKey(() => Voucher, ['voucherId'], ['id'], { name: 'voucher_uses_voucher_id_fkey' })
export class VoucherUse {
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'voucher_uses_pkey' })
  readonly orderId: string;
  @PrimaryColumn('uuid', { name: 'voucher_id', primaryKeyConstraintName: 'voucher_uses_pkey' })
  @Index('voucher_uses_voucher_id_idx')
  readonly voucherId: string;
  @Column('text', { nullable: true }) readonly code: string | null;
  /** Of whom it counts for. */
  @Column('text', { name: 'user_key' }) readonly userKey: string;
  /** The order was cancelled. */
  @Column('timestamptz', { name: 'returned_at', nullable: true }) readonly returnedAt: Date | null;
}
