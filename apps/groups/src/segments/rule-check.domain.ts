import type { FieldError } from '@clientele/contracts';
import { FACT_NAMES, factOf, isFact, operatorsOf } from './catalogue.domain';
import { type Rule, withIdsInLowerCase } from './rule';
import { faultOf, isPeriod, isWhole, PERIOD, valueTypeOf } from './rule-value.domain';

/** How deep all, any and not may stand in each other. */
export const DEEPEST = 5;
/** How many conditions a rule may have. */
export const MOST_CONDITIONS = 50;

/** How many faults are told at most: a body has room for hundreds of thousands. */
const MOST_FAULTS = 200;

const NODES = ['all', 'any', 'not'] as const;

/** A rule that is right, or what is wrong with it and where. */
export type Checked = { readonly rule: Rule } | { readonly errors: readonly FieldError[] };

/** Checks a rule as it came in; `pointer` is where it stands in the body. */
export function checkRule(input: unknown, pointer: string): Checked {
  const check = new Check();
  check.node(input, pointer, 0);
  if (check.conditions > MOST_CONDITIONS)
    check.fault(pointer, 'too-many-conditions', `A rule has at most ${MOST_CONDITIONS} conditions.`);
  return check.errors.length > 0 ? { errors: check.errors } : { rule: withIdsInLowerCase(input as Rule) };
}

type Fields = Readonly<Record<string, unknown>>;

class Check {
  readonly errors: FieldError[] = [];
  conditions = 0;

  fault(pointer: string, code: string, message: string): void {
    if (this.errors.length < MOST_FAULTS) this.errors.push({ pointer, code, message });
  }

  node(input: unknown, pointer: string, depth: number): void {
    // What is too large, or wrong all over, is not looked at any further.
    if (this.conditions > MOST_CONDITIONS || this.errors.length === MOST_FAULTS) return;
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      return this.fault(pointer, 'not-a-node', 'A node is an object: all, any, not, or a condition.');
    const fields = input as Fields;
    const kind = NODES.find((name) => Object.hasOwn(fields, name));
    if (!kind) return this.condition(fields, pointer);
    if (depth === DEEPEST)
      return this.fault(pointer, 'too-deep', `Nodes stand at most ${DEEPEST} deep in each other.`);
    this.onlyThese(fields, [kind], pointer);
    if (kind === 'not') this.node(fields['not'], `${pointer}/not`, depth + 1);
    else this.children(fields[kind], `${pointer}/${kind}`, depth + 1);
  }

  private children(input: unknown, pointer: string, depth: number): void {
    if (!Array.isArray(input) || input.length === 0)
      return this.fault(pointer, 'not-a-list', 'Here must be a list of one node at least.');
    for (const [i, child] of input.entries()) this.node(child, `${pointer}/${i}`, depth);
  }

  private condition(fields: Fields, pointer: string): void {
    this.conditions++;
    const { fact, operator } = fields;
    if (!isFact(fact))
      return this.fault(`${pointer}/fact`, 'fact-unknown', `A fact is one of ${FACT_NAMES.join(', ')}.`);
    const operators = operatorsOf(fact);
    const found =
      typeof operator === 'string' && Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    if (!found) {
      const known = Object.keys(operators).join(', ');
      return this.fault(`${pointer}/operator`, 'operator-unknown', `Of ${fact} can be asked ${known}.`);
    }
    const { type, choices } = factOf(fact);
    const further = type === 'purchases' ? ['withinLast', 'minOrders'] : [];
    const value = found.value === 'none' ? [] : ['value'];
    this.onlyThese(fields, ['fact', 'operator', ...value, ...further], pointer);
    const message = faultOf(found.value, valueTypeOf(type, fact), fields['value'], choices);
    if (message) this.fault(`${pointer}/value`, 'value-not-valid', message);
    this.purchases(fields, pointer);
  }

  private purchases({ withinLast, minOrders }: Fields, pointer: string): void {
    if (withinLast !== undefined && !isPeriod(withinLast))
      this.fault(`${pointer}/withinLast`, 'value-not-valid', PERIOD);
    if (minOrders !== undefined && !isWhole(minOrders, 1, 1_000_000))
      this.fault(`${pointer}/minOrders`, 'value-not-valid', 'Here must be a whole number from 1 on.');
  }

  private onlyThese(fields: Fields, names: readonly string[], pointer: string): void {
    for (const name of Object.keys(fields))
      if (!names.includes(name))
        this.fault(`${pointer}/${escaped(name)}`, 'not-known', 'This has no place here.');
  }
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
