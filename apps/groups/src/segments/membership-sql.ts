import { type Definition, wholeRule } from './definition.domain';
import { Parameters, sqlOf } from './rule-sql.domain';
import type { Moment } from '../shops/shop-day.domain';

/** A segment as far as it says who is in it. */
export interface Evaluated extends Definition {
  readonly id: string;
  readonly shopId: string;
}

/** Some customers, as SQL on the column that names them. */
export type Scope = (customerId: string, parameters: Parameters) => string;

/** Those after one, up to another, in the order of ids. */
export const between =
  (after: string, last?: string): Scope =>
  (customerId, parameters) => {
    const from = `${customerId} > ${parameters.add(after, 'uuid')}`;
    return last === undefined ? from : `${from} AND ${customerId} <= ${parameters.add(last, 'uuid')}`;
  };

export const among =
  (ids: readonly string[]): Scope =>
  (customerId, parameters) =>
    `${customerId} = ANY (${parameters.add(ids, 'uuid[]')})`;

/**
 * SQL of who is to be in a segment now, with what brought them in: `customer_id`, `source`. Those by the rule and those by a
 * pin apart: whatever the rule asks for is then found by its index. `facts`: where the facts of those in question are.
 */
export function wantedSql(
  segment: Evaluated,
  scope: Scope,
  moment: Moment,
  parameters: Parameters,
  facts = 'customer_facts',
): string {
  const whole = wholeRule(segment);
  const pin = `SELECT FROM segment_pins p WHERE p.segment_id = ${parameters.add(segment.id, 'uuid')}
    AND p.customer_id = f.customer_id AND (p.until IS NULL OR p.until > ${parameters.add(moment.now, 'timestamptz')})`;
  const some = `f.shop_id = ${parameters.add(segment.shopId, 'uuid')} AND f.is_open AND ${scope('f.customer_id', parameters)}`;
  const byRule =
    whole &&
    `
    SELECT f.customer_id, ${sourceSql(segment, moment, parameters)} AS source FROM ${facts} f
    WHERE ${some} AND ${sqlOf(whole, moment, parameters)} AND NOT EXISTS (${pin})`;
  const byPin = `
    SELECT f.customer_id, 'pin' AS source FROM ${facts} f WHERE ${some} AND EXISTS (${pin} AND p.effect = 'in')`;
  return byRule ? `${byRule} UNION ALL ${byPin}` : byPin;
}

/** Only where there are two ways to be in it is there something to tell apart. */
function sourceSql({ rule, includedGroupIds }: Evaluated, moment: Moment, parameters: Parameters): string {
  if (!rule) return "'group'";
  if (includedGroupIds.length === 0) return "'rule'";
  return `CASE WHEN ${sqlOf(rule, moment, parameters)} THEN 'rule' ELSE 'group' END`;
}

/**
 * SQL of some customers who are to be in a segment or are: `customer_id`, `source` as it is to be, `before` as it is. What is in a new
 * segment, Postgres takes for nothing until it has looked again: only a full join, of what has been read, is never a loop in a loop.
 */
function comparedSql(segment: Evaluated, scope: Scope, moment: Moment, parameters: Parameters): string {
  return `
    wanted AS MATERIALIZED (${wantedSql(segment, scope, moment, parameters)}
    ), members AS MATERIALIZED (
      SELECT m.customer_id, m.source FROM segment_members m
      WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')} AND ${scope('m.customer_id', parameters)}
    ), compared AS MATERIALIZED (
      SELECT coalesce(w.customer_id, m.customer_id) AS customer_id, w.source, m.source AS before
      FROM wanted w FULL JOIN members m ON m.customer_id = w.customer_id
      WHERE w.source IS DISTINCT FROM m.source
    )`;
}

/** SQL of the first of some customers who are to be in a segment and are not, or the other way round, or by something else. */
export function differingSql(
  segment: Evaluated,
  scope: Scope,
  moment: Moment,
  limit: number,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters();
  const sql = `
    WITH ${comparedSql(segment, scope, moment, parameters)}
    SELECT customer_id AS "customerId" FROM compared ORDER BY 1 LIMIT ${limit}`;
  return { sql, values: parameters.values };
}

/** SQL that brings who is in a segment up to date, for some customers, and gives what changed. */
export function updateSql(
  segment: Evaluated,
  scope: Scope,
  moment: Moment,
  cause: string,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters();
  const id = parameters.add(segment.id, 'uuid');
  const now = parameters.add(moment.now, 'timestamptz');
  const into = `INSERT INTO segment_members (segment_id, customer_id, source, entered_at) SELECT ${id}, customer_id, source, ${now} FROM compared`;
  // Each of them by the key: an update or a delete that joins would be a loop in a loop again.
  const sql = `
    WITH ${comparedSql(segment, scope, moment, parameters)}, gone AS (
      DELETE FROM segment_members m
      WHERE m.segment_id = ${id} AND m.customer_id = ANY (ARRAY(SELECT customer_id FROM compared WHERE source IS NULL))
      RETURNING m.customer_id
    ), come AS (
      ${into} WHERE before IS NULL ON CONFLICT DO NOTHING RETURNING customer_id
    ), other_source AS (
      ${into} WHERE source <> before ON CONFLICT (segment_id, customer_id) DO UPDATE SET source = excluded.source
    )
    INSERT INTO segment_transitions (segment_id, customer_id, entered, cause, happened_at)
    SELECT ${id}, customer_id, entered, ${parameters.add(cause, 'text')}, ${now}
    FROM (SELECT customer_id, false AS entered FROM gone UNION ALL SELECT customer_id, true FROM come) t
    ORDER BY customer_id
    RETURNING id::float8 AS id, customer_id AS "customerId", entered`;
  return { sql, values: parameters.values };
}
