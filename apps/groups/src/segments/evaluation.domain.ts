import { decimal } from '@clientele/contracts';
import { type FactName, factOf } from './catalogue.domain';
import type { BoughtItem, KnownFacts } from './known-facts';
import type { Condition, Rule } from './rule';
import { ageOn, keyOf, type Moment } from '../shops/shop-day.domain';
import { type Bound, type Test, testOf } from './test.domain';

type Value = string | number | boolean | Date | null;

/** Whether a checked rule holds for one customer: the same as its SQL, in memory. */
export function holds(rule: Rule, facts: KnownFacts, moment: Moment): boolean {
  if ('all' in rule) return rule.all.every((one) => holds(one, facts, moment));
  if ('any' in rule) return rule.any.some((one) => holds(one, facts, moment));
  if ('not' in rule) return !holds(rule.not, facts, moment);
  return conditionHolds(rule, facts, moment);
}

/** Whether one condition holds. */
export function conditionHolds(condition: Condition, facts: KnownFacts, moment: Moment): boolean {
  const { fact, test, negated } = testOf(condition, moment);
  return passesTest(fact, test, facts, moment) !== negated;
}

/** What a customer's value of a fact is. */
export const actualOf = (
  fact: FactName,
  facts: KnownFacts,
  { today }: Moment,
): Value | readonly (string | BoughtItem)[] =>
  fact === 'age' ? facts.birthday && ageOn(today, facts.birthday) : facts[fact];

function passesTest(fact: FactName, test: Test, facts: KnownFacts, moment: Moment): boolean {
  const actual = actualOf(fact, facts, moment);
  if (isSeveral(actual)) return severalPass(test, actual);
  return actual !== null && valuePasses(fact, test, actual);
}

const isSeveral = (
  actual: Value | readonly (string | BoughtItem)[],
): actual is readonly (string | BoughtItem)[] => Array.isArray(actual);

function valuePasses(fact: FactName, test: Test, actual: string | number | boolean | Date): boolean {
  switch (test.kind) {
    case 'present':
      return true;
    case 'equal':
      return test.values.some((value) => isEqual(fact, actual, value));
    case 'prefix':
      return String(actual).startsWith(test.text);
    case 'birthday':
      return test.keys.includes(keyOf(String(actual)));
    case 'range':
      return (
        (!test.from || reaches(compare(actual, test.from.value), test.from)) &&
        (!test.to || reaches(compare(test.to.value, actual), test.to))
      );
    default:
      return false;
  }
}

// Amounts are texts that may have more digits than what they are compared with; a postcode is itself, with each zero.
const isEqual = (fact: FactName, actual: unknown, value: unknown): boolean =>
  factOf(fact).type === 'amount' ? compare(actual, value) === 0 : actual === value;

const isDecimal = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value));

const reaches = (difference: number, { inclusive }: Bound): boolean =>
  difference > 0 || (inclusive && difference === 0);

function compare(a: unknown, b: unknown): number {
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return isDecimal(a) && isDecimal(b) ? decimal(a).cmp(decimal(b)) : Number.NaN;
}

function severalPass(test: Test, actual: readonly (string | BoughtItem)[]): boolean {
  if (test.kind === 'present') return actual.length > 0;
  if (test.kind === 'members') {
    const { ids, every } = test;
    return every ? ids.every((id) => actual.includes(id)) : ids.some((id) => actual.includes(id));
  }
  if (test.kind !== 'bought') return false;
  const counted = actual.filter((item) => typeof item !== 'string' && counts(item, test));
  const bought = new Set(counted.map((item) => (typeof item === 'string' ? item : item.id)));
  if (!test.ids) return bought.size > 0;
  return test.every ? test.ids.every((id) => bought.has(id)) : test.ids.some((id) => bought.has(id));
}

// The last of them is the first.
function counts({ boughtAt }: BoughtItem, { since, minOrders }: Extract<Test, { kind: 'bought' }>): boolean {
  const needed = boughtAt[minOrders - 1];
  return needed !== undefined && (!since || needed >= since);
}
