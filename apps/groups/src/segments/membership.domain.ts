import { type Definition, wholeRule } from './definition.domain';
import { holds } from './evaluation.domain';
import type { KnownFacts } from './known-facts';
import type { Moment } from '../shops/shop-day.domain';

/** What brings a customer into a segment now, as SQL finds it of many; undefined: the customer is not in it. */
export function sourceOf(
  segment: Definition,
  customer: KnownFacts & { readonly isOpen: boolean },
  pin: 'in' | 'out' | undefined,
  moment: Moment,
): 'rule' | 'group' | 'pin' | undefined {
  if (!customer.isOpen || pin === 'out') return undefined;
  if (pin === 'in') return 'pin';
  const whole = wholeRule(segment);
  if (!whole || !holds(whole, customer, moment)) return undefined;
  return segment.rule && holds(segment.rule, customer, moment) ? 'rule' : 'group';
}
