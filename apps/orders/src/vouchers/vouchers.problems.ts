import { defineProblem } from '@clientele/contracts';

export class VoucherNotFound extends defineProblem(
  'not-found',
  'voucher-not-found',
  'There is no such voucher',
) {}

/** There is no voucher with this code, or it is somebody else's. */
export class VoucherUnknown extends defineProblem('invalid', 'voucher-unknown', 'The code is not known') {}

/** The voucher cannot be used in this cart; `reason` tells why. */
export class VoucherNotApplicable extends defineProblem(
  'conflict',
  'voucher-not-applicable',
  'The voucher cannot be used here',
) {}

/** Another voucher has this code. */
export class VoucherCodeTaken extends defineProblem('conflict', 'voucher-code-taken', 'The code is taken') {}

/** What the fields of a voucher say does not go together. */
export class VoucherNotValid extends defineProblem(
  'invalid',
  'voucher-not-valid',
  'The voucher contradicts itself',
) {}

/** A group that the voucher is for does not exist, as far as is known here. */
export class GroupUnknown extends defineProblem('invalid', 'group-unknown', 'There is no such group') {}
