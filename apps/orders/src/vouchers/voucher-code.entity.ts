import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Voucher } from './voucher.entity';

/** A text that brings a voucher into a cart: the one for everybody, or one of many that are good for one use. */
@Entity('voucher_codes')
@Index('voucher_codes_voucher_id_key', ['voucherId'], { unique: true, where: 'NOT single_use' })
@Index('voucher_codes_voucher_id_code_idx', ['voucherId', 'code'])
@Index('voucher_codes_customer_id_idx', ['customerId', 'voucherId'], { where: 'customer_id IS NOT NULL' })
@ForeignKey(() => Voucher, ['voucherId'], ['id'], { name: 'voucher_codes_voucher_id_fkey' })
export class VoucherCode {
  @PrimaryColumn('uuid', { name: 'shop_id', primaryKeyConstraintName: 'voucher_codes_pkey' })
  readonly shopId: string;
  @Column('uuid', { name: 'voucher_id' }) readonly voucherId: string;
  /** In capitals: how somebody writes it does not matter. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'voucher_codes_pkey' }) readonly code: string;
  @Column('boolean', { name: 'single_use' }) readonly singleUse: boolean;
  /** Who alone can use it; null: whoever has it. */
  @Column('uuid', { name: 'customer_id', nullable: true }) readonly customerId: string | null;
  /** By orders that were not cancelled. */
  @Column('integer', { default: 0 }) readonly used: number;
}
