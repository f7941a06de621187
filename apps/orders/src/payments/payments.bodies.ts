import { IsAmount, IsCurrency } from '@clientele/http';
import { IsString, Length, Matches } from 'class-validator';

export class ReportPaymentBody {
  /**
   * How much came in; more than zero, at most what is left to pay, with no more decimals than the currency has.
   * @example "23.77"
   */
  @IsAmount()
  @Matches(/[1-9]/, { message: 'amount must be more than zero' })
  readonly amount: string;

  /**
   * ISO 4217; that of the order.
   * @example "EUR"
   */
  @IsCurrency()
  readonly currency: string;

  /**
   * Way of payment, as the storefront names it.
   * @example "card"
   */
  @IsString()
  @Matches(/^[A-Za-z0-9._-]{1,64}$/, { message: 'method must be 1 to 64 letters, digits or . _ -' })
  readonly method: string;

  /**
   * What the method calls the transaction. The same one counts once, however often it is reported.
   * @example "pi_3QK1a2"
   */
  @IsString()
  @Length(1, 255)
  @Matches(/^[^\p{C}]+$/u, { message: 'transactionId must have no control characters' })
  readonly transactionId: string;
}
