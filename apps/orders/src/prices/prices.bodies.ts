import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCatalogueId } from '../categories/catalogue-id.bodies';

export class PriceItemBody {
  /**
   * Product, as the storefront knows it.
   * @example "oolong-50"
   */
  @IsCatalogueId()
  readonly productId: string;

  /** How many, 1 to 1 000 000. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly quantity: number = 1;
}

export class PriceBody {
  /** What to price, 1 to 200 items. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => PriceItemBody)
  readonly items: PriceItemBody[];

  /** For which customer; for employees and API clients, who see a visitor's prices without it. */
  @IsOptional()
  @IsUUID()
  readonly customerId?: string;

  /** At which of the shops that share customers; for employees and API clients, who see the prices of the main one without it. */
  @IsOptional()
  @IsUUID()
  readonly shopId?: string;

  /** Whether to tell why: what the shop wants to decide, and what brought the customer into the groups that do. */
  @IsBoolean()
  readonly explain: boolean = false;
}
