import { limitPeriod, type Repetition } from '@clientele/contracts';

/** Whether there is a limit, and whether it counts now. */
export const LIMIT_STATES = ['none', 'not-begun', 'applies', 'over'] as const;
export type LimitStateName = (typeof LIMIT_STATES)[number];

interface Limit {
  readonly amount: string;
  readonly currency: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly repeats: Repetition | null;
}

interface LimitState<L extends Limit> {
  readonly state: LimitStateName;
  readonly purchaseLimit: L | null;
  /** In which it counts now; null if it does not. */
  readonly period: { readonly from: string; readonly to: string } | null;
}

/** What a limit means at an instant. */
export function limitState<L extends Limit>(
  purchaseLimit: L | null,
  timeZone: string,
  now: Date,
): LimitState<L> {
  if (!purchaseLimit) return { state: 'none', purchaseLimit, period: null };
  const { startsOn, endsOn, repeats } = purchaseLimit;
  const dates = { startsOn, endsOn: endsOn ?? undefined, repeats: repeats ?? undefined };
  const period = limitPeriod(dates, timeZone, now);
  if (!period)
    return { state: hasBegun(startsOn, timeZone, now) ? 'over' : 'not-begun', purchaseLimit, period: null };
  const { from, to } = period;
  return { state: 'applies', purchaseLimit, period: { from: from.toISOString(), to: to.toISOString() } };
}

// What repeats is over never: as soon as it has begun there is a period.
const hasBegun = (startsOn: string, timeZone: string, now: Date): boolean =>
  limitPeriod({ startsOn, repeats: 'yearly' }, timeZone, now) !== undefined;
