import { IfGiven } from '@clientele/http';
import { IsString, Length, Matches } from 'class-validator';

export class CancelOrderBody {
  /**
   * Why; it stands in the order's history.
   * @example "out of stock"
   */
  @IfGiven()
  @IsString()
  @Length(1, 255)
  @Matches(/^[^\p{C}]+$/u, { message: 'reason must have no control characters' })
  readonly reason?: string;
}
