import { REPETITIONS, type Repetition } from '@clientele/contracts';
import { IfGiven, IsAmount, IsCalendarDate, IsCurrency } from '@clientele/http';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsUUID,
  ValidateNested,
} from 'class-validator';

/** What a contact may buy for a customer: until a day, or again and again. */
export class PurchaseLimitBody {
  /** @example "500" */
  @IsAmount()
  readonly amount: string;

  /**
   * ISO 4217.
   * @example "EUR"
   */
  @IsCurrency()
  readonly currency: string;

  /**
   * First day, in the time zone of the shop.
   * @example "2026-01-31"
   */
  @IsCalendarDate()
  readonly startsOn: string;

  /** Last day; or else `repeats`. */
  @IfGiven()
  @IsCalendarDate()
  readonly endsOn?: string;

  /**
   * How often the limit begins anew, counted from the start: started on the 31st, it does so on the last day of shorter
   * months.
   * @example "monthly"
   */
  @IfGiven()
  @IsIn(REPETITIONS)
  readonly repeats?: Repetition;
}

export class LinkLimitBody {
  @IsUUID()
  readonly contactId: string;

  @IsUUID()
  readonly customerId: string;

  /** Null takes the limit away. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PurchaseLimitBody)
  readonly purchaseLimit: PurchaseLimitBody | null = null;
}

export class SetPurchaseLimitsBody {
  /** At most one per contact and customer. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique(({ contactId, customerId }: LinkLimitBody) => `${contactId} ${customerId}`)
  @ValidateNested({ each: true })
  @Type(() => LinkLimitBody)
  readonly items: LinkLimitBody[];
}
