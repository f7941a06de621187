import { ApiProperty } from '@nestjs/swagger';
import { MoneyPairView } from '../prices/prices.views';
import { type Obstacle, OBSTACLES } from './voucher-rule.domain';

/** What a voucher takes off a line. */
export class LineDiscountView extends MoneyPairView {
  @ApiProperty({ format: 'uuid' })
  lineId: string;
}

/** A voucher with what it takes off. */
export class UsedVoucherView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** Null: it came by itself. */
  code: string | null;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  freeShipping: boolean;
  /** What it takes off altogether. */
  total: MoneyPairView;
  /** And of each line. */
  lines: LineDiscountView[];
}

/** A voucher that does not take off what the cart showed last. */
export class VoucherChangeView {
  @ApiProperty({ format: 'uuid' })
  voucherId: string;
  code: string | null;
  /** Name per language. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  name: Record<string, string>;
  /** Null: it was not in the cart. */
  @ApiProperty({ type: MoneyPairView, nullable: true })
  old: MoneyPairView | null;
  /** Null: it is not in the cart any more. */
  @ApiProperty({ type: MoneyPairView, nullable: true })
  new: MoneyPairView | null;
  /** Why it is not in the cart any more. */
  @ApiProperty({ enum: OBSTACLES, nullable: true })
  reason: Obstacle | null;
}
