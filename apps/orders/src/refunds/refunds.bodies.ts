import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { ReportPaymentBody } from '../payments/payments.bodies';

export class ReportRefundBody extends ReportPaymentBody {
  /** Lines of the order that went back with the money: what they gave is taken back. Without any, the money alone. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly lineIds: string[] = [];
}
