import { REPETITIONS, type Repetition } from '@clientele/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { LIMIT_STATES, type LimitStateName } from './limit-state.domain';

/** What a contact may buy for a customer: until a day, or again and again. */
export class PurchaseLimitView {
  /** Decimal. */
  amount: string;
  /** ISO 4217. */
  currency: string;
  /** First day, in the time zone of the shop. */
  @ApiProperty({ format: 'date' })
  startsOn: string;
  /** Last day; null if it repeats. */
  @ApiProperty({ format: 'date', nullable: true })
  endsOn: string | null;
  /** How often it begins anew; null if it ends. */
  @ApiProperty({ enum: REPETITIONS, nullable: true })
  repeats: Repetition | null;
}

/** The time in which what is bought counts against a limit. */
export class LimitPeriodView {
  @ApiProperty({ format: 'date-time' })
  from: string;
  /** Not in it any more. */
  @ApiProperty({ format: 'date-time' })
  to: string;
}

/** A purchase limit, and whether it counts now. */
export class LimitStateView {
  @ApiProperty({ enum: LIMIT_STATES })
  state: LimitStateName;
  @ApiProperty({ type: () => PurchaseLimitView, nullable: true })
  purchaseLimit: PurchaseLimitView | null;
  /** Null if it does not count now. */
  @ApiProperty({ type: () => LimitPeriodView, nullable: true })
  period: LimitPeriodView | null;
}

/** What became of one limit. */
export class LimitResultView {
  @ApiProperty({ format: 'uuid' })
  contactId: string;
  @ApiProperty({ format: 'uuid' })
  customerId: string;
  /** Whether it was set. */
  set: boolean;
  /** Why not, as the code of a problem; null if it was set. */
  code: string | null;
}

export class LimitResultsView {
  /** In the order of the request. */
  items: LimitResultView[];
}
