import { type FactName, factOf } from './catalogue.domain';
import type { Condition, Rule } from './rule';
import { keyOf, type Moment } from './shop-day.domain';
import { type Bound, type Test, testOf } from './test.domain';

/** The values that SQL refers to; none of them is ever part of its text. */
export class Parameters {
  readonly values: unknown[];

  constructor(...values: readonly unknown[]) {
    this.values = [...values];
  }

  /** Reference to a value. */
  add(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }
}

const TYPES = {
  text: 'text',
  choice: 'text',
  id: 'uuid',
  flag: 'boolean',
  number: 'numeric',
  amount: 'numeric',
};

/**
 * SQL of the customers, with facts `f`, for whom a checked rule holds. Negation is pushed down to the conditions, so that
 * a missing value, which SQL takes for neither true nor false, never meets a NOT.
 */
export function sqlOf(rule: Rule, moment: Moment, parameters: Parameters, negated = false): string {
  const joined = (rules: readonly Rule[], word: 'AND' | 'OR'): string =>
    `(${rules.map((one) => sqlOf(one, moment, parameters, negated)).join(` ${word} `)})`;
  if ('all' in rule) return joined(rule.all, negated ? 'OR' : 'AND');
  if ('any' in rule) return joined(rule.any, negated ? 'AND' : 'OR');
  if ('not' in rule) return sqlOf(rule.not, moment, parameters, !negated);
  return conditionSql(rule, moment, parameters, negated);
}

function conditionSql(
  condition: Condition,
  moment: Moment,
  parameters: Parameters,
  isNegatedAround: boolean,
): string {
  const { fact, test, negated } = testOf(condition, moment);
  const sql = testSql(fact, test, moment, parameters);
  return negated === isNegatedAround ? sql : `(${sql}) IS NOT TRUE`;
}

function testSql(fact: FactName, test: Test, moment: Moment, parameters: Parameters): string {
  const { type } = factOf(fact);
  switch (test.kind) {
    case 'present':
      return presentSql(fact);
    case 'equal':
      return equalSql(fact, test.values, moment, parameters);
    case 'prefix':
      return `starts_with(${factOf(fact).sql}, ${parameters.add(test.text, 'text')})`;
    case 'birthday':
      return `f.birthday_key = ANY (${parameters.add(test.keys, 'integer[]')})`;
    case 'range':
      return rangeSql(valueSql(fact, moment, parameters), test, (value) =>
        parameters.add(value, type === 'instant' ? 'timestamptz' : 'numeric'),
      );
    case 'members':
      return fact === 'tags' ? tagsSql(test, parameters) : groupsSql(test, parameters);
    case 'bought':
      return boughtSql(factOf(fact).sql, test, parameters);
  }
}

function presentSql(fact: FactName): string {
  if (fact === 'tags') return "f.tags <> '{}'";
  if (fact === 'groups') return 'EXISTS (SELECT FROM memberships s WHERE s.customer_id = f.customer_id)';
  return `${factOf(fact).sql} IS NOT NULL`;
}

function equalSql(
  fact: FactName,
  values: readonly unknown[],
  moment: Moment,
  parameters: Parameters,
): string {
  const { type } = factOf(fact);
  return `${valueSql(fact, moment, parameters)} = ANY (${parameters.add(values, `${TYPES[type as keyof typeof TYPES]}[]`)})`;
}

/** An age counts the years of the calendar, less one before the birthday of this year. */
function valueSql(fact: FactName, { today }: Moment, parameters: Parameters): string {
  if (fact !== 'age') return factOf(fact).sql;
  const year = parameters.add(Number(today.slice(0, 4)), 'integer');
  const key = parameters.add(keyOf(today), 'integer');
  return `(${year} - extract(year FROM f.birthday) - (f.birthday_key > ${key})::integer)`;
}

function rangeSql(
  value: string,
  { from, to }: { readonly from?: Bound; readonly to?: Bound },
  add: (value: unknown) => string,
): string {
  const conditions = [
    ...(from ? [`${value} ${from.inclusive ? '>=' : '>'} ${add(from.value)}`] : []),
    ...(to ? [`${value} ${to.inclusive ? '<=' : '<'} ${add(to.value)}`] : []),
  ];
  return `(${conditions.join(' AND ')})`;
}

interface Several {
  readonly ids: readonly string[];
  readonly every: boolean;
}

const tagsSql = ({ ids, every }: Several, parameters: Parameters): string =>
  `f.tags ${every ? '@>' : '&&'} ${parameters.add(ids, 'text[]')}`;

function groupsSql({ ids, every }: Several, parameters: Parameters): string {
  const matches = `FROM memberships s WHERE s.customer_id = f.customer_id AND s.group_id = ANY (${parameters.add(ids, 'uuid[]')})`;
  return every ? `(SELECT count(*) ${matches}) = ${new Set(ids).size}` : `EXISTS (SELECT ${matches})`;
}

function boughtSql(
  kind: string,
  { ids, every, since, minOrders }: Extract<Test, { kind: 'bought' }>,
  parameters: Parameters,
): string {
  const conditions = [
    `FROM bought_items b WHERE b.customer_id = f.customer_id AND b.kind = ${kind}`,
    ...(ids ? [`b.item_id = ANY (${parameters.add(ids, 'text[]')})`] : []),
    ...(since ? [`b.last_bought_at >= ${parameters.add(since, 'timestamptz')}`] : []),
    ...(minOrders > 1 ? [`b.orders >= ${parameters.add(minOrders, 'integer')}`] : []),
  ].join(' AND ');
  return ids && every
    ? `(SELECT count(*) ${conditions}) = ${new Set(ids).size}`
    : `EXISTS (SELECT ${conditions})`;
}
