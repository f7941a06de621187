import { Matches } from 'class-validator';

export class CountryParam {
  /**
   * ISO 3166-1 alpha-2.
   * @example "PL"
   */
  @Matches(/^[A-Z]{2}$/)
  readonly code: string;
}
