import { IfGiven } from '@clientele/http';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  IsTimeZone,
  Length,
  Matches,
} from 'class-validator';
import { IsSiteAddress } from '../customers/is-website';
import {
  CUSTOMER_FORM_PARTS,
  type CustomerFormPart,
  HEADER_FORMATS,
  type HeaderFormat,
} from './storefront-settings.domain';

export class EditShopSettingsBody {
  /**
   * Unlike that of any other of the shops that share customers, whatever its case.
   * @example "Tea & Co."
   */
  @IfGiven()
  @IsString()
  @Length(1, 255)
  @Matches(/\S/, { message: 'name must not be blank' })
  readonly name?: string;

  /**
   * Where days and months are counted, as an IANA name: those of purchase limits, memberships and segments. Of shops that share
   * customers they are counted where the main one is.
   * @example "Europe/Paris"
   */
  @IfGiven()
  @IsTimeZone()
  readonly timeZone?: string;

  /**
   * How the customer that is acted for is shown in the header of the storefront, if at all.
   * @example "name-and-company"
   */
  @IfGiven()
  @IsIn(HEADER_FORMATS)
  readonly customerInHeader?: HeaderFormat;

  /** Parts of the customer form that the storefront shows, in their order. */
  @IfGiven()
  @IsArray()
  @ArrayUnique()
  @IsIn(CUSTOMER_FORM_PARTS, { each: true })
  readonly customerFormParts?: CustomerFormPart[];

  /**
   * Where the storefront is: links in mails to contacts lead there. Null: to where the suite is reached.
   * @example "https://shop.example.com"
   */
  @IsOptional()
  @IsSiteAddress()
  readonly storefrontUrl?: string | null;

  /** Whether contacts need codes to log in: set for all shops that share customers, in the main one. */
  @IfGiven()
  @IsBoolean()
  readonly twoFactorRequired?: boolean;
}
