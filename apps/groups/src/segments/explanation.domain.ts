import type { Definition } from './definition.domain';
import { wholeRule } from './definition.domain';
import { type Endings, NOTHING_ENDS } from './endings.domain';
import { actualOf, holds } from './evaluation.domain';
import type { KnownFacts } from './known-facts';
import { sourceOf } from './membership.domain';
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
} from '../shops/shop-day.domain';

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
export function explain(
  rule: Rule,
  facts: KnownFacts,
  moment: Moment,
  endings: Endings = NOTHING_ENDS,
): Explanation {
  const each = (rules: readonly Rule[]) => rules.map((one) => explain(one, facts, moment, endings));
  const result = holds(rule, facts, moment);
  if ('all' in rule) return { result, all: each(rule.all) };
  if ('any' in rule) return { result, any: each(rule.any) };
  if ('not' in rule) return { result, not: explain(rule.not, facts, moment, endings) };
  const changesAt = nextChange(rule, facts, moment, endings)?.toISOString() ?? null;
  return { ...rule, result, actual: actualOf(rule.fact, facts, moment), changesAt };
}

/** The next instant at which the passing of time alone makes a rule come to something else. */
export function nextChange(
  rule: Rule,
  facts: KnownFacts,
  moment: Moment,
  endings: Endings = NOTHING_ENDS,
): Date | undefined {
  const now = holds(rule, facts, moment);
  return candidatesFor(rule, facts, moment, endings).find(
    (instant) => holds(rule, endings.factsAt(facts, instant), momentOf(instant, moment.zone)) !== now,
  );
}

/** A customer that is pinned in a segment, or out of it. */
interface Pinned {
  readonly effect: 'in' | 'out';
  readonly until: Date | null;
}

/** Whether a customer belongs to a segment, and the next instant at which the passing of time alone changes that. */
export function belonging(
  segment: Definition,
  customer: KnownFacts & { readonly isOpen: boolean },
  pin: Pinned | null,
  moment: Moment,
  endings: Endings,
): { readonly belongs: boolean; readonly changesAt: Date | undefined } {
  const belongsAt = (instant: Date): boolean => {
    const holding = pin && (pin.until === null || pin.until > instant) ? pin.effect : undefined;
    const then = { ...endings.factsAt(customer, instant), isOpen: customer.isOpen };
    return sourceOf(segment, then, holding, momentOf(instant, moment.zone)) !== undefined;
  };
  const belongs = belongsAt(moment.now);
  const whole = wholeRule(segment);
  const candidates = whole ? candidatesFor(whole, customer, moment, endings) : [];
  const instants = pin?.until ? inOrder([...candidates, pin.until], moment) : candidates;
  return { belongs, changesAt: instants.find((instant) => belongsAt(instant) !== belongs) };
}

const candidatesFor = (rule: Rule, facts: KnownFacts, moment: Moment, { instants }: Endings): Date[] =>
  inOrder(
    [...conditionsOf(rule).flatMap((condition) => candidatesOf(condition, facts, moment)), ...instants],
    moment,
  );

const inOrder = (instants: readonly Date[], { now }: Moment): Date[] =>
  instants.filter((instant) => instant > now).toSorted((a, b) => a.getTime() - b.getTime());

// Instants at which a condition may change: too many do no harm.
function candidatesOf(condition: Condition, facts: KnownFacts, { zone, today }: Moment): Date[] {
  const { fact, operator, value, withinLast } = condition;
  if (fact === 'productsBought' || fact === 'categoriesBought')
    return withinLast
      ? facts[fact].flatMap(({ boughtAt }) => boughtAt.map((at) => passes(at, withinLast, zone)))
      : [];
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
