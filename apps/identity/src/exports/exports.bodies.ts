import { IfGiven, IsLanguage, LIST_FIELDS } from '@clientele/http';
import { type Separator, SEPARATORS } from '@clientele/spreadsheets';
import { ApiExtraModels, ApiProperty, getSchemaPath, OmitType } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsString,
  Length,
  ValidateNested,
} from 'class-validator';
import { ListAddressesQuery } from '../addresses/addresses.bodies';
import { ListContactsQuery } from '../contacts/contacts.bodies';
import { CustomerFilters } from '../customers/customers.bodies';

/** What can be exported. */
export const EXPORTED = ['customers', 'contacts', 'addresses'] as const;
export type Exported = (typeof EXPORTED)[number];

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const LAYOUTS = ['full', 'classic'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** What the column `ID` of the classic layout can be. */
export const CLASSIC_IDS = ['number', 'externalReference'] as const;
export type ClassicId = (typeof CLASSIC_IDS)[number];

// Exports have an order of their own, in which each row comes once whatever changes meanwhile.

/** The filters of `GET /v1/contacts`. */
export class ContactFilters extends OmitType(ListContactsQuery, LIST_FIELDS) {}

/** The filters of `GET /v1/addresses`. */
export class AddressFilters extends OmitType(ListAddressesQuery, LIST_FIELDS) {}

const FILTERS: Readonly<Record<Exported, new () => object>> = {
  customers: CustomerFilters,
  contacts: ContactFilters,
  addresses: AddressFilters,
};

/** All filters of an export, those that nobody gave as the list takes them to be. */
export const filtersOf = ({ of, filters }: CreateExportBody): object => filters ?? new FILTERS[of]();

const isExported = (of: unknown): of is Exported => EXPORTED.some((one) => one === of);

@ApiExtraModels(CustomerFilters, ContactFilters, AddressFilters)
export class CreateExportBody {
  /** What the rows are. */
  @IfGiven()
  @IsIn(EXPORTED)
  readonly of: Exported = 'customers';

  @IfGiven()
  @IsIn(EXPORT_FORMATS)
  readonly format: ExportFormat = 'csv';

  /** `full` is ours, with all that can be imported. `classic` is the one that shops of old give customers in. */
  @IfGiven()
  @IsIn(LAYOUTS)
  readonly layout: Layout = 'full';

  /** The filters of the list, by the same names: only what it would show is exported. */
  @ApiProperty({
    anyOf: [CustomerFilters, ContactFilters, AddressFilters].map((one) => ({ $ref: getSchemaPath(one) })),
    example: {},
  })
  @IfGiven()
  @Transform(({ value, obj }: { value: unknown; obj: { of?: unknown } }) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? plainToInstance(FILTERS[isExported(obj.of) ? obj.of : 'customers'], value)
      : value,
  )
  @IsObject()
  @ValidateNested()
  readonly filters?: object;

  /** The columns of the full layout, in this order; all that can be imported if not given. */
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 64, { each: true })
  readonly columns?: string[];

  /** What stands between the cells of a CSV file. */
  @IfGiven()
  @IsIn(SEPARATORS)
  readonly separator: Separator = ';';

  /** Language of names that are there in several (BCP 47). */
  @IfGiven()
  @IsLanguage()
  readonly language: string = 'en';

  /** What the column `ID` of the classic layout is. */
  @IfGiven()
  @IsIn(CLASSIC_IDS)
  readonly classicId: ClassicId = 'number';
}
