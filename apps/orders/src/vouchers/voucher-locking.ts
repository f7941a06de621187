import type { Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Voucher } from './voucher.entity';
import { VoucherNotFound } from './vouchers.problems';

/** A voucher that is to be changed, locked: orders that use it wait. */
export async function lockVoucher(tx: Tx, { shopId }: Principal, id: string): Promise<Voucher> {
  const lock = { mode: 'for_no_key_update' } as const;
  const voucher = await tx.findOne(Voucher, { where: { id, shopId }, lock });
  if (!voucher || voucher.deletedAt) throw new VoucherNotFound();
  return voucher;
}
