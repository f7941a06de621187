import { asBoolean, IfGiven, IsInstant, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import { IsBoolean, IsISO31661Alpha2, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { IsOwnValues } from '@clientele/forms';
import { IsName } from '../names/is-name';
import { IsPhone } from '../phones/is-phone';

export class CreateAddressBody {
  /**
   * What the customer calls it.
   * @example "Home"
   */
  @IsString()
  @Length(1, 64)
  readonly alias: string;

  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string;

  /** @example "Łukasz" */
  @IsName()
  readonly firstName: string;

  /** @example "Nowak" */
  @IsName()
  readonly lastName: string;

  /** @example "ul. Długa 7" */
  @IsString()
  @Length(1, 255)
  readonly line1: string;

  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly line2?: string;

  /** @example "80-831" */
  @IsOptional()
  @IsString()
  @Length(1, 16)
  readonly postcode?: string;

  /** @example "Gdańsk" */
  @IsString()
  @Length(1, 100)
  readonly city: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly region?: string;

  /**
   * ISO 3166 alpha-2.
   * @example "PL"
   */
  @Matches(/^[A-Z]{2}$/)
  @IsISO31661Alpha2()
  readonly country: string;

  @IsOptional()
  @IsPhone()
  readonly phone?: string;

  @IsOptional()
  @IsPhone()
  readonly mobilePhone?: string;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly vatNumber?: string;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly identificationNumber?: string;

  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  readonly note?: string;

  /** Own fields that the form asks for. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;

  /** Takes the place of the default so far. The first address of a customer is the default anyway. */
  @IfGiven()
  @IsBoolean()
  readonly defaultDelivery: boolean = false;

  /** Takes the place of the default so far. The first address of a customer is the default anyway. */
  @IfGiven()
  @IsBoolean()
  readonly defaultInvoice: boolean = false;
}

export class EditAddressBody {
  @IfGiven()
  @IsString()
  @Length(1, 64)
  readonly alias?: string;

  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string | null;

  @IfGiven()
  @IsName()
  readonly firstName?: string;

  @IfGiven()
  @IsName()
  readonly lastName?: string;

  @IfGiven()
  @IsString()
  @Length(1, 255)
  readonly line1?: string;

  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly line2?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 16)
  readonly postcode?: string | null;

  /** @example "Sopot" */
  @IfGiven()
  @IsString()
  @Length(1, 100)
  readonly city?: string;

  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly region?: string | null;

  /** ISO 3166 alpha-2. */
  @IfGiven()
  @Matches(/^[A-Z]{2}$/)
  @IsISO31661Alpha2()
  readonly country?: string;

  @IsOptional()
  @IsPhone()
  readonly phone?: string | null;

  @IsOptional()
  @IsPhone()
  readonly mobilePhone?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly vatNumber?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly identificationNumber?: string | null;

  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  readonly note?: string | null;

  /** Own fields to change; null takes one away. */
  @IfGiven()
  @IsOwnValues()
  readonly custom?: Record<string, string | number | null>;

  /** `true` takes the place of the default so far. */
  @IfGiven()
  @IsBoolean()
  readonly defaultDelivery?: boolean;

  /** `true` takes the place of the default so far. */
  @IfGiven()
  @IsBoolean()
  readonly defaultInvoice?: boolean;
}

export class ListAddressesQuery extends ListQuery {
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** ISO 3166 alpha-2. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  readonly country?: string;

  /** The region as it is written in the address. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly region?: string;

  /** Beginning of the postcode. */
  @IsOptional()
  @IsString()
  @Length(1, 16)
  readonly postcode?: string;

  /** Beginning of the city. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly city?: string;

  /** Beginning of the first name. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly firstName?: string;

  /** Beginning of the last name. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly lastName?: string;

  /** Beginning of the company. */
  @IsOptional()
  @IsString()
  @Length(1, 255)
  readonly company?: string;

  /** The VAT number, as a whole. */
  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly vatNumber?: string;

  /** The identification number, as a whole. */
  @IsOptional()
  @IsString()
  @Length(1, 32)
  readonly identificationNumber?: string;

  /** Only the defaults for delivery, or only the others. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly defaultDelivery?: boolean;

  /** Only the defaults for invoices, or only the others. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly defaultInvoice?: boolean;

  /** Made then or later. */
  @IsOptional()
  @IsInstant()
  readonly createdFrom?: string;

  /** Made before then. */
  @IsOptional()
  @IsInstant()
  readonly createdTo?: string;

  /** Changed then or later. */
  @IsOptional()
  @IsInstant()
  readonly updatedFrom?: string;

  /** Last changed before then. */
  @IsOptional()
  @IsInstant()
  readonly updatedTo?: string;
}
