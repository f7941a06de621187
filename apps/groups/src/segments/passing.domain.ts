import { ITEMS_OF_ORDERS } from '../facts/bought-items.domain';
import type { Condition } from './rule';
import { birthdaysFrom, daysBetween, type Moment, type Period, since } from '../shops/shop-day.domain';
import { factOf, itemKindOf } from './catalogue.domain';
import type { Parameters } from './rule-sql.domain';

/**
 * SQL of the customers for whom the passing of time between two moments alone may have changed what a condition comes to;
 * undefined for one that does not depend on time. The index on the fact is the wheel: nothing is kept per customer.
 */
export function passingSql(
  condition: Condition,
  from: Moment,
  to: Moment,
  parameters: Parameters,
): string | undefined {
  const { fact, operator, value, withinLast, minOrders = 1 } = condition;
  const between = (column: string, period: Period): string =>
    `${column} >= ${parameters.add(since(from, period), 'timestamptz')} AND ${column} < ${parameters.add(since(to, period), 'timestamptz')}`;
  if (withinLast) {
    const kind = itemKindOf(fact);
    const ids = Array.isArray(value) ? parameters.add(value, 'text[]') : undefined;
    // Of several orders any may be the one too few.
    if (minOrders > 1)
      return `SELECT o.customer_id FROM customer_orders o WHERE ${between('o.placed_at', withinLast)}${
        ids ? ` AND ${ITEMS_OF_ORDERS[kind]} && ${ids}` : ''
      }`;
    return `SELECT b.customer_id FROM bought_items b WHERE b.kind = '${kind}'${
      ids ? ` AND b.item_id = ANY (${ids})` : ''
    } AND ${between('b.last_bought_at', withinLast)}`;
  }
  if (operator === 'withinLast' || operator === 'notWithinLast')
    return `SELECT f.customer_id FROM customer_facts f WHERE ${between(factOf(fact).sql, value as Period)}`;
  const keys = passedBirthdays(condition, from, to);
  if (!keys) return undefined;
  return `SELECT f.customer_id FROM customer_facts f WHERE f.birthday_key = ANY (${parameters.add(keys, 'integer[]')})`;
}

/** Whether the passing of time alone can change what a condition comes to. */
export const isTimed = ({ fact, operator, withinLast }: Condition): boolean =>
  withinLast !== undefined ||
  /within(Last|Next)$/i.test(operator) ||
  (fact === 'age' && !operator.startsWith('has'));

function passedBirthdays(
  { fact, operator, value }: Condition,
  from: Moment,
  to: Moment,
): number[] | undefined {
  if (fact === 'age' && !operator.startsWith('has'))
    return from.today === to.today ? [] : birthdaysFrom(from.today, daysBetween(from.today, to.today));
  if (!/withinNext$/i.test(operator)) return undefined;
  const { days } = value as { days: number };
  const [before, after] = [birthdaysFrom(from.today, days), birthdaysFrom(to.today, days)];
  return [...before.filter((key) => !after.includes(key)), ...after.filter((key) => !before.includes(key))];
}
