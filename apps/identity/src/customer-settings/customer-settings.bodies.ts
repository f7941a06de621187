import { IfGiven } from '@clientele/http';
import { IsBoolean } from 'class-validator';

export class EditCustomerSettingsBody {
  /**
   * Whether the shop sells to companies, which it does not in the beginning. What is known of them stays when it no longer does.
   * @example true
   */
  @IfGiven()
  @IsBoolean()
  readonly b2b?: boolean;
}
