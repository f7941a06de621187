import { IfGiven } from '@clientele/http';
import { IsBoolean, IsISO31661Alpha2, IsOptional, Matches } from 'class-validator';
import { IsPatternsByCountry } from './is-patterns-by-country';

export class EditCustomerSettingsBody {
  /**
   * Whether the shop sells to companies, which it does not in the beginning. What is known of them stays when it no longer does.
   * @example true
   */
  @IfGiven()
  @IsBoolean()
  readonly b2b?: boolean;

  /**
   * What registration numbers of companies must match, by country (ISO 3166 alpha-2); of other countries any text is good. Those that
   * are not mentioned stay, null takes one away. It counts for numbers that come in from then on.
   * @example { "FR": "^\\d{14}$" }
   */
  @IfGiven()
  @IsPatternsByCountry()
  readonly registrationNumberPatterns?: Record<string, string | null>;

  /**
   * Where customers are who have no address yet (ISO 3166 alpha-2); null: nobody knows.
   * @example "FR"
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  @IsISO31661Alpha2()
  readonly homeCountry?: string | null;
}
