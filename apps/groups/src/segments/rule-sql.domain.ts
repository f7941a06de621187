import { IS_BOUGHT, type ItemKind, ITEMS_OF_ORDERS } from '../facts/bought-items.domain';
import { type FactName, factOf, itemKindOf } from './catalogue.domain';
import type { Condition, Rule } from './rule';
import { lastBirthdayOf, type Moment } from '../shops/shop-day.domain';
import { type Bound, type Test, testOf } from './test.domain';

/** With how many tables a statement is joined to find those who have all of several: Postgres thinks for seconds about 200. */
const MOST_JOINED = 20;

/** The values that SQL refers to; none of them is ever part of its text. */
export class Parameters {
  readonly values: unknown[];
  private joined = 0;

  constructor(...values: readonly unknown[]) {
    this.values = [...values];
  }

  /** Reference to a value. */
  add(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /** How many of some tables the statement may still be joined with. */
  join(wanted: number): number {
    const more = Math.min(wanted, MOST_JOINED - this.joined);
    this.joined += more;
    return more;
  }
}

const TYPES = {
  text: 'text',
  choice: 'text',
  id: 'uuid',
  flag: 'boolean',
  // As the columns are: compared as something else they would have no index.
  number: 'integer',
  amount: 'numeric',
  instant: 'timestamptz',
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
  if (negated === isNegatedAround) return sql;
  // Only what is asked of other tables is never unknown, and only there does it help the database to be told so.
  return isAskedElsewhere(fact, test) ? `NOT (${sql})` : `(${sql}) IS NOT TRUE`;
}

const isAskedElsewhere = (fact: FactName, { kind }: Test): boolean => kind === 'bought' || fact === 'groups';

function testSql(fact: FactName, test: Test, moment: Moment, parameters: Parameters): string {
  const { type } = factOf(fact);
  switch (test.kind) {
    case 'present':
      return presentSql(fact);
    case 'equal':
      return fact === 'age'
        ? anyOf(test.values.map((age) => ageSql(moment, Number(age), Number(age), parameters)))
        : `${factOf(fact).sql} = ANY (${parameters.add(test.values, `${TYPES[type as keyof typeof TYPES]}[]`)})`;
    case 'prefix':
      return `starts_with(${factOf(fact).sql}, ${parameters.add(test.text, 'text')})`;
    case 'birthday':
      return `f.birthday_key = ANY (${parameters.add(test.keys, 'integer[]')})`;
    case 'range':
      return fact === 'age'
        ? ageSql(moment, leastOf(test.from), mostOf(test.to), parameters)
        : rangeSql(factOf(fact).sql, test, (value) =>
            parameters.add(value, TYPES[type as keyof typeof TYPES]),
          );
    case 'members':
      return fact === 'tags' ? tagsSql(test, parameters) : groupsSql(test, parameters);
    case 'bought':
      return boughtSql(itemKindOf(fact), test, parameters);
  }
}

function presentSql(fact: FactName): string {
  if (fact === 'tags') return "f.tags <> '{}'";
  if (fact === 'groups') return 'EXISTS (SELECT FROM memberships s WHERE s.customer_id = f.customer_id)';
  return `${factOf(fact).sql} IS NOT NULL`;
}

const anyOf = (sqls: readonly string[]): string => `(${sqls.join(' OR ')})`;

/** Of an age, which is whole. */
const leastOf = (bound?: Bound): number | undefined =>
  bound && Number(bound.value) + (bound.inclusive ? 0 : 1);
const mostOf = (bound?: Bound): number | undefined =>
  bound && Number(bound.value) - (bound.inclusive ? 0 : 1);

/** Who is so old was born between two days. */
function ageSql(
  { today }: Moment,
  least: number | undefined,
  most: number | undefined,
  parameters: Parameters,
): string {
  const born = (age: number): string => parameters.add(lastBirthdayOf(today, age), 'date');
  const conditions = [
    ...(least === undefined ? [] : [`f.birthday <= ${born(least)}`]),
    ...(most === undefined ? [] : [`f.birthday > ${born(most + 1)}`]),
  ];
  return `(${conditions.join(' AND ')})`;
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

const groupsSql = (several: Several, parameters: Parameters): string =>
  withAll(several, parameters, {
    ...{ id: 's.group_id', type: 'uuid[]' },
    among: (ids) => `memberships s WHERE s.customer_id = f.customer_id AND s.group_id = ANY (${ids})`,
  });

function boughtSql(
  kind: ItemKind,
  { ids, every, since, minOrders }: Extract<Test, { kind: 'bought' }>,
  parameters: Parameters,
): string {
  const among = (some?: string): string => {
    const from = since && parameters.add(since, 'timestamptz');
    const least = minOrders > 1 ? parameters.add(minOrders, 'integer') : undefined;
    const conditions = [
      `b.customer_id = f.customer_id AND b.kind = '${kind}'`,
      ...(some ? [`b.item_id = ANY (${some})`] : []),
      ...(from ? [`b.last_bought_at >= ${from}`] : []),
      ...(least ? [`b.orders >= ${least}`] : []),
      // Of the few who bought it as often at all.
      ...(from && least ? [`${ordersSince(kind, from)} >= ${least}`] : []),
    ];
    return `bought_items b WHERE ${conditions.join(' AND ')}`;
  };
  if (!ids) return `EXISTS (SELECT FROM ${among()})`;
  return withAll({ ids, every }, parameters, { id: 'b.item_id', type: 'text[]', among });
}

/** In how many orders somebody bought item `b` since then. */
const ordersSince = (kind: ItemKind, from: string): string => `(SELECT count(*) FROM customer_orders o
  WHERE o.customer_id = b.customer_id AND o.placed_at >= ${from} AND b.item_id = ANY (${ITEMS_OF_ORDERS[kind]}) AND ${IS_BOUGHT})`;

/** Rows of what customer `f` has, of some ids. */
interface Had {
  readonly id: string;
  readonly type: string;
  readonly among: (ids: string) => string;
}

/**
 * SQL that a customer has any of some, or all of them: asked one by one, and not counted, the database can begin with whichever is the rarest.
 * Beyond what it can be joined with, whoever is left is asked for the rest.
 */
function withAll({ ids, every }: Several, parameters: Parameters, { id, type, among }: Had): string {
  const has = (some: readonly string[]): string =>
    `EXISTS (SELECT FROM ${among(parameters.add(some, type))})`;
  if (!every) return has(ids);
  const all = [...new Set(ids)];
  const count = parameters.join(all.length);
  const [joined, others] = [all.slice(0, count), all.slice(count)];
  const conditions = joined.map((one) => has([one]));
  if (others.length > 0) {
    const rest = parameters.add(others, type);
    conditions.push(`${rest} <@ ARRAY(SELECT ${id} FROM ${among(rest)})`);
  }
  return `(${conditions.join(' AND ')})`;
}
