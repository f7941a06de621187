import { asBoolean, IsAmount, IsCurrency, ListQuery } from '@clientele/http';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import { IsCatalogueId } from '../categories/catalogue-id.bodies';

export class PutProductBody {
  /**
   * What the shop calls it on shelves and invoices.
   * @example "OOL-50"
   */
  @IsString()
  @Length(1, 64)
  readonly sku: string;

  /** @example "Oolong, 50 g" */
  @IsString()
  @Length(1, 255)
  readonly name: string;

  /** Category whose discount applies; also one of the product's categories. */
  @IsOptional()
  @IsCatalogueId()
  readonly defaultCategoryId?: string | null;

  /** All categories; none unless given. */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsCatalogueId({ each: true })
  readonly categoryIds: string[] = [];

  /**
   * Tax excluded, up to six decimals.
   * @example "19.812"
   */
  @IsAmount()
  readonly price: string;

  /**
   * ISO 4217.
   * @example "EUR"
   */
  @IsCurrency()
  readonly currency: string;

  /**
   * Tax in per cent, 0 to 100, up to four decimals.
   * @example "20"
   */
  @Matches(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, {
    message: 'taxRate must be a percentage from 0 to 100 with up to four decimals, as text',
  })
  readonly taxRate: string;

  /** Only active products are priced and sold. */
  @IsBoolean()
  readonly active: boolean = true;
}

export class ListProductsQuery extends ListQuery {
  /** Exactly this stock-keeping unit. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly sku?: string;

  /** Part of the name. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;

  /** Only products in this category. */
  @IsOptional()
  @IsCatalogueId()
  readonly categoryId?: string;

  /** Only active products, or only those that are not. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly active?: boolean;
}
