import { asBoolean, IfGiven, IsAmount, IsCurrency, ListQuery } from '@clientele/http';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { REPURCHASES, type Repurchase } from '../memberships/grant.domain';
import { isDay, isDuration } from '../memberships/validity.domain';

/** Refuses the field beside any of the others. */
const IsAlone = (...others: readonly string[]): PropertyDecorator =>
  ValidateBy({
    name: 'isAlone',
    validator: {
      validate: (_, context) =>
        !others.some((other) => context && Reflect.get(context.object, other) !== undefined),
      defaultMessage: (context) =>
        `${context?.property ?? 'value'} and ${others.join(', ')} exclude each other`,
    },
  });

/** An amount that an order has to reach. */
export class MinimumTotalBody {
  /**
   * Of the whole order, tax included; more than zero.
   * @example "100.00"
   */
  @IsAmount()
  @Matches(/[1-9]/, { message: 'amount must be more than zero' })
  readonly amount: string;

  /**
   * ISO 4217; orders in other currencies do not count.
   * @example "EUR"
   */
  @IsCurrency()
  readonly currency: string;
}

/** How long it lasts: one of the two. */
export class ValidityBody {
  /**
   * ISO 8601 duration from the payment on, by the calendar of the shop: `P30D`, `P1M`, `PT5S`.
   * @example "P30D"
   */
  @ValidateIf(({ duration, until }: ValidityBody) => duration !== undefined || until === undefined)
  @ValidateBy({
    name: 'isDuration',
    validator: {
      validate: isDuration,
      defaultMessage: () => 'duration must be an ISO 8601 duration of at most 100 years, such as P30D',
    },
  })
  readonly duration?: string;

  /** Last day, which still counts in full in the shop's time zone, `YYYY-MM-DD`. */
  @ValidateIf(({ until }: ValidityBody) => until !== undefined)
  @ValidateBy({
    name: 'isDay',
    validator: { validate: isDay, defaultMessage: () => 'until must be a day, such as 2027-01-31' },
  })
  @IsAlone('duration')
  readonly until?: string;
}

export class CreateAutoAssignmentBody {
  /**
   * Product whose purchase counts, as the catalogue names it; or else `categoryId` or `minimumTotal`.
   * @example "oolong-50"
   */
  @ValidateIf(
    ({ productId, categoryId, minimumTotal }: CreateAutoAssignmentBody) =>
      productId !== undefined || (categoryId === undefined && minimumTotal === undefined),
  )
  @IsString()
  @Length(1, 64)
  readonly productId?: string;

  /** Category whose purchase counts: the default category of what is bought. */
  @IfGiven()
  @IsAlone('productId')
  @IsString()
  @Length(1, 64)
  readonly categoryId?: string;

  /** What an order has to come to, so that it counts as a whole. */
  @IfGiven()
  @IsAlone('productId', 'categoryId')
  @IsObject()
  @ValidateNested()
  @Type(() => MinimumTotalBody)
  readonly minimumTotal?: MinimumTotalBody;

  /**
   * Groups that the customer joins.
   * @example ["b459bf70-1726-503d-9a17-bcfcc91fc124"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly groupIds: string[];

  /** One of `groupIds`, to become the customer's default. Without it the default does not change. */
  @IsOptional()
  @IsUUID()
  readonly defaultGroupId?: string | null;

  /**
   * How long it lasts; without it, for good.
   * @example { "duration": "P30D" }
   */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ValidityBody)
  readonly validity?: ValidityBody | null;

  /** Whether the rule works. What is paid for while it does not is not caught up. */
  @IsBoolean()
  readonly enabled: boolean = true;

  /** Where several rules of an order choose a default group, the highest decides. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly priority: number = 0;

  /** What buying again does while the membership lasts: add the time, begin anew, or nothing. */
  @IsIn(REPURCHASES)
  readonly onRepurchase: Repurchase = 'extend';

  /** Whether what the rule gave goes when the order is cancelled or refunded. */
  @IsBoolean()
  readonly takeBack: boolean = true;

  /** How many days before the end of what the rule gave an event tells it; 0: none does; null: as the service is set. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(365)
  readonly reminderDays?: number | null;
}

export class EditAutoAssignmentBody {
  /** Product whose purchase counts, in place of what counted before. */
  @IfGiven()
  @IsString()
  @Length(1, 64)
  readonly productId?: string;

  /** Category whose purchase counts, in place of what counted before. */
  @IfGiven()
  @IsAlone('productId')
  @IsString()
  @Length(1, 64)
  readonly categoryId?: string;

  /** What an order has to come to, in place of what counted before. */
  @IfGiven()
  @IsAlone('productId', 'categoryId')
  @IsObject()
  @ValidateNested()
  @Type(() => MinimumTotalBody)
  readonly minimumTotal?: MinimumTotalBody;

  /** Groups that the customer joins; replaces all. */
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly groupIds?: string[];

  /** One of the groups; null: the default does not change any more. */
  @IsOptional()
  @IsUUID()
  readonly defaultGroupId?: string | null;

  /** How long it lasts; null: for good. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ValidityBody)
  readonly validity?: ValidityBody | null;

  /**
   * Whether the rule works.
   * @example false
   */
  @IfGiven()
  @IsBoolean()
  readonly enabled?: boolean;

  /** Where several rules of an order choose a default group, the highest decides. */
  @IfGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly priority?: number;

  /** What buying again does while the membership lasts. */
  @IfGiven()
  @IsIn(REPURCHASES)
  readonly onRepurchase?: Repurchase;

  /** Whether what the rule gives from now on goes when the order is cancelled or refunded. */
  @IfGiven()
  @IsBoolean()
  readonly takeBack?: boolean;

  /** How many days before the end of what the rule gave an event tells it; 0: none does; null: as the service is set. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(365)
  readonly reminderDays?: number | null;
}

export class EditSettingsBody {
  /** Whether automatic assignment works at all. What is paid for while it does not is not caught up. */
  @IsBoolean()
  readonly enabled: boolean;
}

export class ListAutoAssignmentsQuery extends ListQuery {
  /** Only rules on this product. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly productId?: string;

  /** Only rules on this category. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  readonly categoryId?: string;

  /** Only rules that give this group. */
  @IsOptional()
  @IsUUID()
  readonly groupId?: string;

  /** Only rules that work, or only those that do not. */
  @IsOptional()
  @Transform(({ value }) => asBoolean(value))
  @IsBoolean()
  readonly enabled?: boolean;
}
