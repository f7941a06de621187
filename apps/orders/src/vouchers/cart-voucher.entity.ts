import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Cart } from '../carts/cart.entity';
import { Voucher } from './voucher.entity';

/** A voucher in a cart, with what it was last shown to take off; or an automatic one that is not wanted there. */
@Entity('cart_vouchers')
@ForeignKey(() => Cart, ['cartId'], ['id'], { name: 'cart_vouchers_cart_id_fkey', onDelete: 'CASCADE' })
@ForeignKey(() => Voucher, ['voucherId'], ['id'], { name: 'cart_vouchers_voucher_id_fkey' })
export class CartVoucher {
  @PrimaryColumn('uuid', { name: 'cart_id', primaryKeyConstraintName: 'cart_vouchers_pkey' })
  readonly cartId: string;
  @PrimaryColumn('uuid', { name: 'voucher_id', primaryKeyConstraintName: 'cart_vouchers_pkey' })
  @Index('cart_vouchers_voucher_id_idx')
  readonly voucherId: string;
  /** What brought it; null: it came by itself. */
  @Column('text', { nullable: true }) readonly code: string | null;
  @Column('boolean') readonly declined: boolean;
  /** Null: it was not shown yet. */
  @Column('numeric', { name: 'tax_excluded', precision: 20, scale: 6, nullable: true })
  readonly taxExcluded: string | null;
  @Column('numeric', { name: 'tax_included', precision: 20, scale: 6, nullable: true })
  readonly taxIncluded: string | null;
}
