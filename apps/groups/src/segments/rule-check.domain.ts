import type { FieldError } from '@clientele/contracts';
import { isUUID } from 'class-validator';
import { FACT_NAMES, factOf, type FactType, isFact, operatorsOf, type ValueType } from './catalogue.domain';
import type { Rule } from './rule';

/** How deep all, any and not may stand in each other. */
export const DEEPEST = 5;
/** How many conditions a rule may have. */
export const MOST_CONDITIONS = 50;
/** How many values a list may have. */
export const MOST_VALUES = 200;
/** A century. */
export const MOST_DAYS = 36_525;

const MOST_HOURS = 8_784;
const LONGEST_TEXT = 255;
const AMOUNT = /^\d{1,14}(\.\d{1,6})?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;
const NODES = ['all', 'any', 'not'] as const;

/** A rule that is right, or what is wrong with it and where. */
export type Checked = { readonly rule: Rule } | { readonly errors: readonly FieldError[] };

/** Checks a rule as it came in; `pointer` is where it stands in the body. */
export function checkRule(input: unknown, pointer: string): Checked {
  const check = new Check();
  check.node(input, pointer, 0);
  if (check.conditions > MOST_CONDITIONS)
    check.fault(pointer, 'too-many-conditions', `A rule has at most ${MOST_CONDITIONS} conditions.`);
  return check.errors.length > 0 ? { errors: check.errors } : { rule: input as Rule };
}

type Fields = Readonly<Record<string, unknown>>;

class Check {
  readonly errors: FieldError[] = [];
  conditions = 0;

  fault(pointer: string, code: string, message: string): void {
    this.errors.push({ pointer, code, message });
  }

  node(input: unknown, pointer: string, depth: number): void {
    // What is too large is not looked at any further.
    if (this.conditions > MOST_CONDITIONS) return;
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

const PERIOD = `Here must be {"days": n} or {"hours": n}, at most ${MOST_DAYS} days or ${MOST_HOURS} hours.`;

type Single = (value: unknown, choices?: readonly string[]) => boolean;

const SINGLES: Readonly<Record<string, { readonly is: Single; readonly message: string }>> = {
  text: { is: isText, message: `a text of 1 to ${LONGEST_TEXT} characters` },
  choice: {
    is: (value, choices = []) => choices.some((choice) => choice === value),
    message: 'one of the choices',
  },
  id: { is: (value) => typeof value === 'string' && isUUID(value), message: 'a UUID' },
  flag: { is: (value) => typeof value === 'boolean', message: 'true or false' },
  number: { is: (value) => isWhole(value, 0, 2_000_000_000), message: 'a whole number from 0 on' },
  amount: {
    is: (value) => typeof value === 'string' && AMOUNT.test(value),
    message: 'an amount as text, such as "19.90"',
  },
  instant: { is: isInstant, message: 'an instant, such as 2026-11-22T10:00:00Z' },
};

// Tags and what can be bought are named by texts, groups by their ids.
const valueTypeOf = (type: FactType, fact: string): string =>
  fact === 'groups' ? 'id' : type === 'set' || type === 'purchases' ? 'text' : type;

function faultOf(
  shape: ValueType,
  type: string,
  value: unknown,
  choices?: readonly string[],
): string | undefined {
  const single = SINGLES[type];
  const isOne = (one: unknown): boolean => single?.is(one, choices) ?? false;
  const name = choices ? `one of ${choices.join(', ')}` : (single?.message ?? 'something else');
  switch (shape) {
    case 'none':
      return undefined;
    case 'one':
      return isOne(value) ? undefined : `Here must be ${name}.`;
    case 'list':
      return isList(value) && value.every(isOne)
        ? undefined
        : `Here must be a list of 1 to ${MOST_VALUES}, each ${name}.`;
    case 'range':
      return isList(value) && value.length === 2 && value.every(isOne)
        ? undefined
        : `Here must be two, from and to, each ${name}.`;
    case 'period':
      return isPeriod(value) ? undefined : PERIOD;
    case 'days':
      return isRecord(value) && Object.keys(value).length === 1 && isWhole(value['days'], 0, 366)
        ? undefined
        : 'Here must be {"days": n}, at most 366.';
  }
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_VALUES;

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

const isPeriod = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).length === 1 &&
  (isWhole(value['days'], 0, MOST_DAYS) || isWhole(value['hours'], 1, MOST_HOURS));

// Postgres keeps neither the character 0 nor half a character.
function isText(value: unknown): boolean {
  return (
    typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT && !/\0|\p{Cs}/u.test(value)
  );
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
