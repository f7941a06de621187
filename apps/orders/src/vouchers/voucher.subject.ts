import { NotFound } from '@clientele/contracts';
import { subject } from '@clientele/sight';
import { VoucherNotFound } from './vouchers.problems';

/** The voucher that a request names; most belong to no customer. */
export const aVoucher = subject(
  VoucherNotFound,
  (id) => `SELECT v.customer_id FROM vouchers v WHERE v.id = ${id}::uuid`,
  { seenWithoutCustomer: true },
);

/** The customer whose voucher it is to be. */
export const anOwner = subject(NotFound, (id) => `SELECT ${id}::uuid`);
