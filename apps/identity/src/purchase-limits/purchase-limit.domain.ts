import { mistakeIn, type PurchaseLimitFact, type Repetition } from '@clientele/contracts';
import type { PurchaseLimitBody } from './purchase-limits.bodies';
import { PurchaseLimitNotValid } from './purchase-limits.problems';

/** A limit as a link keeps it; all null: none. */
export interface LimitColumns {
  readonly limitAmount: string | null;
  readonly limitCurrency: string | null;
  readonly limitStartsOn: string | null;
  readonly limitEndsOn: string | null;
  readonly limitRepeats: Repetition | null;
}

const NO_LIMIT: LimitColumns = {
  limitAmount: null,
  limitCurrency: null,
  limitStartsOn: null,
  limitEndsOn: null,
  limitRepeats: null,
};

/** What a link keeps of a limit that is asked for; null: none. */
export function limitColumns(limit: PurchaseLimitBody | null): LimitColumns {
  if (!limit) return NO_LIMIT;
  const mistake = mistakeIn(limit);
  if (mistake) throw new PurchaseLimitNotValid({ detail: mistake });
  return {
    limitAmount: limit.amount,
    limitCurrency: limit.currency,
    limitStartsOn: limit.startsOn,
    limitEndsOn: limit.endsOn ?? null,
    limitRepeats: limit.repeats ?? null,
  };
}

/** What the other services are told of the limit of a link; undefined: none. */
export function limitFact(link: LimitColumns, timeZone: string): PurchaseLimitFact | undefined {
  const { limitAmount, limitCurrency, limitStartsOn, limitEndsOn, limitRepeats } = link;
  if (limitAmount === null || limitCurrency === null || limitStartsOn === null) return undefined;
  return {
    amount: limitAmount,
    currency: limitCurrency,
    startsOn: limitStartsOn,
    ...(limitEndsOn !== null && { endsOn: limitEndsOn }),
    ...(limitRepeats !== null && { repeats: limitRepeats }),
    timeZone,
  };
}
