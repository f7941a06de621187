import { actualOf, holds } from './evaluation.domain';
import type { KnownFacts } from './known-facts';
import type { Condition, Rule } from './rule';
import { conditionsOf } from './rule';
import {
  birthdaysFrom,
  dayOfAge,
  keyOf,
  type Moment,
  momentOf,
  passes,
  type Period,
  startOfDay,
} from './shop-day.domain';

/** Why a rule holds for a customer, or does not: the tree, with what each node came to. */
export type Explanation =
  | { readonly result: boolean; readonly all: readonly Explanation[] }
  | { readonly result: boolean; readonly any: readonly Explanation[] }
  | { readonly result: boolean; readonly not: Explanation }
  | ExplainedCondition;

interface ExplainedCondition extends Condition {
  readonly result: boolean;
  /** The customer's value. */
  readonly actual: unknown;
  /** When the passing of time alone makes it come to something else; null: never. */
  readonly changesAt: string | null;
}

const OLDEST = 150;
const DAYS_OF_A_YEAR = 367;

/** Explains a rule. */
export function explain(rule: Rule, facts: KnownFacts, moment: Moment): Explanation {
  const each = (rules: readonly Rule[]) => rules.map((one) => explain(one, facts, moment));
  const result = holds(rule, facts, moment);
  if ('all' in rule) return { result, all: each(rule.all) };
  if ('any' in rule) return { result, any: each(rule.any) };
  if ('not' in rule) return { result, not: explain(rule.not, facts, moment) };
  const changesAt = nextChange(rule, facts, moment)?.toISOString() ?? null;
  return { ...rule, result, actual: actualOf(rule.fact, facts, moment), changesAt };
}

/** The next instant at which the passing of time alone makes a rule come to something else. */
export function nextChange(rule: Rule, facts: KnownFacts, moment: Moment): Date | undefined {
  const before = holds(rule, facts, moment);
  const candidates = conditionsOf(rule)
    .flatMap((condition) => candidatesOf(condition, facts, moment))
    .filter((instant) => instant > moment.now)
    .toSorted((a, b) => a.getTime() - b.getTime());
  return candidates.find((instant) => holds(rule, facts, momentOf(instant, moment.zone)) !== before);
}

// Instants at which a condition may change: too many do no harm.
function candidatesOf(condition: Condition, facts: KnownFacts, { zone, today }: Moment): Date[] {
  const { fact, operator, value, withinLast } = condition;
  if (fact === 'productsBought' || fact === 'categoriesBought')
    return withinLast ? facts[fact].map(({ lastBoughtAt }) => passes(lastBoughtAt, withinLast, zone)) : [];
  if (operator === 'withinLast' || operator === 'notWithinLast') {
    const actual = fact === 'age' ? null : facts[fact];
    return actual instanceof Date ? [passes(actual, value as Period, zone)] : [];
  }
  if (fact === 'birthday' && operator.toLowerCase().endsWith('withinnext'))
    return facts.birthday ? birthdayEdges(facts.birthday, (value as { days: number }).days, today, zone) : [];
  if (fact === 'age' && facts.birthday) {
    const { birthday } = facts;
    return Array.from({ length: OLDEST }, (_, age) => startOfDay(dayOfAge(birthday, age), zone));
  }
  return [];
}

// The days of the coming year on which the birthday comes within reach, or is over.
function birthdayEdges(birthday: string, days: number, today: string, zone: string): Date[] {
  const isNear = (day: string): boolean => birthdaysFrom(day, days).includes(keyOf(birthday));
  const edges: Date[] = [];
  let near = isNear(today);
  for (let i = 1; i <= DAYS_OF_A_YEAR; i++) {
    const start = startOfDay(today, zone, i);
    const nextNear = isNear(momentOf(start, zone).today);
    if (nextNear !== near) edges.push(start);
    near = nextNear;
  }
  return edges;
}
