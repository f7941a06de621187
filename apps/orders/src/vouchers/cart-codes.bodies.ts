import { IdParam } from '@clientele/http';
import { IsString, IsUUID, Length } from 'class-validator';

export class AddVoucherBody {
  /**
   * The code of a voucher; case does not matter.
   * @example "WELCOME10"
   */
  @IsString()
  @Length(1, 64)
  readonly code: string;
}

export class CartVoucherParam extends IdParam {
  /** Id of the voucher. */
  @IsUUID()
  readonly voucherId: string;
}
