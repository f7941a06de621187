import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Voucher } from './voucher.entity';

/** How often somebody used a voucher. */
@Entity('voucher_users')
@ForeignKey(() => Voucher, ['voucherId'], ['id'], { name: 'voucher_users_voucher_id_fkey' })
export class VoucherUser {
  @PrimaryColumn('uuid', { name: 'voucher_id', primaryKeyConstraintName: 'voucher_users_pkey' })
  readonly voucherId: string;
  /** A customer, or the e-mail address of guests as a hash. */
  @PrimaryColumn('text', { name: 'user_key', primaryKeyConstraintName: 'voucher_users_pkey' })
  readonly userKey: string;
  @Column('integer') readonly used: number;
  /** How often the voucher could be used by one, as of the last use. */
  @Column('integer', { nullable: true }) readonly most: number | null;
}
