import { type FactName, factOf, operatorsOf } from './catalogue.domain';
import type { Condition } from './rule';
import { birthdaysFrom, type Moment, type Period, since } from '../shops/shop-day.domain';

/** What a condition comes to at a moment: both evaluators know these few tests and nothing of operators. */
export type Test =
  | { readonly kind: 'present' }
  | { readonly kind: 'equal'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'range'; readonly from?: Bound; readonly to?: Bound }
  | { readonly kind: 'birthday'; readonly keys: readonly number[] }
  | { readonly kind: 'members'; readonly ids: readonly string[]; readonly every: boolean }
  | {
      readonly kind: 'bought';
      readonly ids?: readonly string[];
      readonly every: boolean;
      readonly since?: Date;
      readonly minOrders: number;
    };

/** One end of a range. */
export interface Bound {
  readonly value: string | number | Date;
  readonly inclusive: boolean;
}

/** A condition as a test of a fact, and whether it holds where the test does not. */
export interface Tested {
  readonly fact: FactName;
  readonly test: Test;
  readonly negated: boolean;
}

/** What a checked condition comes to at a moment. */
export function testOf(condition: Condition, moment: Moment): Tested {
  const { fact, operator, value } = condition;
  const negates = operatorsOf(fact)[operator]?.negates;
  const positive = negates ?? operator;
  const { type } = factOf(fact);
  const test =
    type === 'purchases'
      ? boughtTest(condition, positive, moment)
      : type === 'set' && positive !== 'hasValue'
        ? { kind: 'members' as const, ids: value as string[], every: positive === 'allOf' }
        : plainTest(positive, value, type === 'instant', moment);
  return { fact, test, negated: negates !== undefined };
}

function plainTest(operator: string, value: unknown, isInstant: boolean, moment: Moment): Test {
  const bound = (inclusive: boolean): Bound => boundOf(value, isInstant, inclusive);
  switch (operator) {
    case 'equals':
      return { kind: 'equal', values: [value as string] };
    case 'in':
      return { kind: 'equal', values: value as string[] };
    case 'startsWith':
      return { kind: 'prefix', text: value as string };
    case 'atLeast':
    case 'notBefore':
      return { kind: 'range', from: bound(true) };
    case 'greaterThan':
      return { kind: 'range', from: bound(false) };
    case 'atMost':
      return { kind: 'range', to: bound(true) };
    case 'lessThan':
    case 'before':
      return { kind: 'range', to: bound(false) };
    case 'between': {
      const [from, to] = value as [string, string];
      return { kind: 'range', from: { value: from, inclusive: true }, to: { value: to, inclusive: true } };
    }
    case 'withinLast':
      return { kind: 'range', from: { value: since(moment, value as Period), inclusive: true } };
    case 'withinNext':
      return { kind: 'birthday', keys: birthdaysFrom(moment.today, (value as { days: number }).days) };
    default:
      return { kind: 'present' };
  }
}

const boundOf = (value: unknown, isInstant: boolean, inclusive: boolean): Bound => ({
  value: isInstant ? new Date(value as string) : (value as string | number),
  inclusive,
});

const boughtTest = (
  { value, withinLast, minOrders = 1 }: Condition,
  operator: string,
  moment: Moment,
): Test => ({
  kind: 'bought',
  ids: operator === 'hasValue' ? undefined : (value as string[]),
  every: operator === 'allOf',
  since: withinLast && since(moment, withinLast),
  minOrders,
});
