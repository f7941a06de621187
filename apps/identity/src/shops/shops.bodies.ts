import { IfGiven, IsCurrency, ListQuery } from '@clientele/http';
import { IsOptional, IsString, IsTimeZone, IsUUID, Length, Matches } from 'class-validator';
import { IsSiteAddress } from '../customers/is-website';

export class CreateShopBody {
  /**
   * Unlike that of any other of the shops that share customers, whatever its case.
   * @example "Tea & Co. Wholesale"
   */
  @IsString()
  @Length(1, 255)
  @Matches(/\S/, { message: 'name must not be blank' })
  readonly name: string;

  /**
   * The shop whose customers it shares, for good: the own one. Without it the new shop has customers of its own.
   * @example "0198c0de-0000-7000-8000-000000000000"
   */
  @IfGiven()
  @IsUUID()
  readonly mainShopId?: string;

  /**
   * An IANA name. Without it that of the own shop.
   * @example "Europe/Paris"
   */
  @IfGiven()
  @IsTimeZone()
  readonly timeZone?: string;

  /** ISO 4217, for good. Without it that of the own shop; shops that share customers have one currency. */
  @IfGiven()
  @IsCurrency()
  readonly currency?: string;

  /**
   * Where the storefront is. Null: where the suite is reached.
   * @example "https://wholesale.example.com"
   */
  @IsOptional()
  @IsSiteAddress()
  readonly storefrontUrl?: string | null;
}

export class ListShopsQuery extends ListQuery {
  /** How the name begins. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly name?: string;
}
