import { ApiProperty } from '@nestjs/swagger';
import {
  CUSTOMER_FORM_PARTS,
  type CustomerFormPart,
  HEADER_FORMATS,
  type HeaderFormat,
} from './storefront-settings.domain';

/** What a storefront is told of its shop. */
export class StorefrontSettingsView {
  @ApiProperty({ format: 'uuid' })
  shopId: string;
  /** Name of the shop. */
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
  /** How the customer that is acted for is shown in the header, if at all. */
  @ApiProperty({ enum: HEADER_FORMATS })
  customerInHeader: HeaderFormat;
  /** Parts of the customer form that are shown, in their order. */
  @ApiProperty({ enum: CUSTOMER_FORM_PARTS, isArray: true })
  customerFormParts: CustomerFormPart[];
  /** Counts the changes; also the ETag. */
  version: number;
}

/** What the storefront of a shop shows, and how its contacts log in. */
export class ShopSettingsView extends StorefrontSettingsView {
  /** Where the storefront is; null: links in mails lead to where the suite is reached. */
  storefrontUrl: string | null;
  /** Whether contacts need codes to log in; of shops that share customers, as the main one says. */
  twoFactorRequired: boolean;
}
