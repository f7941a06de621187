import { ApiProperty } from '@nestjs/swagger';

/** A code of a voucher. */
export class VoucherCodeView {
  code: string;
  /** Whether it is good for one order; the voucher's own code is not. */
  singleUse: boolean;
  /** Who alone can use it; null: whoever has it. */
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  /** By how many orders it was used that were not cancelled. */
  used: number;
}

export class VoucherCodesPageView {
  items: VoucherCodeView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}

export class MadeCodesView {
  /** How many codes were made. */
  made: number;
}
