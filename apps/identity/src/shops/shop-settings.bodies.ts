import { IfGiven } from '@clientele/http';
import { ArrayUnique, IsArray, IsIn } from 'class-validator';
import {
  CUSTOMER_FORM_PARTS,
  type CustomerFormPart,
  HEADER_FORMATS,
  type HeaderFormat,
} from './storefront-settings.domain';

export class EditShopSettingsBody {
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
}
