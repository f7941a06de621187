import { type PriceDisplay, PRICE_DISPLAYS } from '@clientele/contracts';
import { asBoolean, IfGiven, IsInstant, IsNames, IsPercent, ListQuery } from '@clientele/http';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** A discount on the products whose default category this is. */
export class CategoryDiscountBody {
  /**
   * Category, as the catalogue names it.
   * @example "tea"
   */
  @IsString()
  @Length(1, 64)
  readonly categoryId: string;

  /**
   * 0 to 100, two decimals. 0 exempts the category from the group's general discount.
   * @example "5"
   */
  @IsPercent()
  readonly discountPercent: string;

  /** Whether it holds for the categories below as well; the nearest category that has a discount decides. */
  @IsBoolean()
  readonly includeSubcategories: boolean = false;
}

export class CreateGroupBody {
  /**
   * Name per language (BCP 47).
   * @example { "en": "VIP" }
   */
  @IsNames()
  readonly name: Record<string, string>;

  /**
   * General discount, 0 to 100, two decimals.
   * @example "10"
   */
  @IsPercent()
  readonly discountPercent: string = '0';

  /** Whether members see prices with tax or without. */
  @IsIn(PRICE_DISPLAYS)
  readonly priceDisplay: PriceDisplay = 'tax-included';

  /** Whether members see prices at all; who does not see them has no cart either. */
  @IsBoolean()
  readonly showPrices: boolean = true;

  /** Discounts that replace the general one on the products of a category. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique(({ categoryId }: CategoryDiscountBody) => categoryId)
  @ValidateNested({ each: true })
  @Type(() => CategoryDiscountBody)
  readonly categoryDiscounts: CategoryDiscountBody[] = [];

  /**
   * Of the shops that share customers, those in which the group counts; none: all. Where it does not count, members see the
   * prices of their other groups.
   */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly shopIds: string[] = [];

  /** Place in lists, ascending. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position: number = 0;

  /** Id of the group in another system, unique within the shop. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly externalReference?: string;
}

export class EditGroupBody {
  /** Name per language (BCP 47); replaces all names. */
  @IfGiven()
  @IsNames()
  readonly name?: Record<string, string>;

  /** General discount, 0 to 100, two decimals. */
  @IfGiven()
  @IsPercent()
  readonly discountPercent?: string;

  /** Whether members see prices with tax or without. */
  @IfGiven()
  @IsIn(PRICE_DISPLAYS)
  readonly priceDisplay?: PriceDisplay;

  /**
   * Whether members see prices at all.
   * @example true
   */
  @IfGiven()
  @IsBoolean()
  readonly showPrices?: boolean;

  /** Replaces all category discounts. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(1_000)
  @ArrayUnique(({ categoryId }: CategoryDiscountBody) => categoryId)
  @ValidateNested({ each: true })
  @Type(() => CategoryDiscountBody)
  readonly categoryDiscounts?: CategoryDiscountBody[];

  /** Replaces the shops in which the group counts; none: it counts in all that share customers. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly shopIds?: string[];

  /** Place in lists, ascending. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly position?: number;

  /** Id of the group in another system; null takes it away. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly externalReference?: string | null;
}

export class ListGroupsQuery extends ListQuery {
  /** Part of a name, in any language. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly name?: string;

  /** Only groups that show prices, or only those that do not. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly showPrices?: boolean;

  /** Only groups that see prices like this. */
  @IsOptional()
  @IsIn(PRICE_DISPLAYS)
  readonly priceDisplay?: PriceDisplay;

  /** Only groups that count in this one of the shops that share customers. */
  @IsOptional()
  @IsUUID()
  readonly shopId?: string;

  /** Only the group with this id in another system. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly externalReference?: string;

  /** Created then or later. */
  @IsOptional()
  @IsInstant()
  readonly createdFrom?: string;

  /** Created before. */
  @IsOptional()
  @IsInstant()
  readonly createdBefore?: string;
}

export class ShowPricesBody {
  /** Whether members see prices at all. */
  @IsBoolean()
  readonly showPrices: boolean;
}

export class DeleteGroupQuery {
  /** Becomes the default of the customers whose default the group was; Customer without it. */
  @IsOptional()
  @IsUUID()
  readonly replacementGroupId?: string;

  /**
   * What happens to what refers to the group: rules that give it, segments and sales teams that name it, rules of forms for it,
   * documents, pages and looks. `refuse`: it is in the way. `move`: it becomes the replacement's, which has to be named.
   * `remove`: rules go on without the group or go, segments and teams no longer name it, the rest is deleted.
   */
  @IsOptional()
  @IsIn(['refuse', 'move', 'remove'])
  readonly references: 'refuse' | 'move' | 'remove' = 'refuse';
}
