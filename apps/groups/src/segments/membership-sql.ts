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

/** SQL of the first of some customers who are to be in a segment and are not, or the other way round, or by something else. */
export function differingSql(
  segment: Evaluated,
  scope: Scope,
  moment: Moment,
  limit: number,
): { readonly sql: string; readonly values: readonly unknown[] } {
  const parameters = new Parameters();
  const members = `FROM segment_members m WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')}`;
  const sql = `
    WITH wanted AS MATERIALIZED (${wantedSql(segment, scope, moment, parameters)})
    SELECT w.customer_id AS "customerId" FROM wanted w
    WHERE NOT EXISTS (SELECT ${members} AND m.customer_id = w.customer_id AND m.source = w.source)
    UNION ALL
    SELECT m.customer_id ${members} AND ${scope('m.customer_id', parameters)}
      AND NOT EXISTS (SELECT FROM wanted w WHERE w.customer_id = m.customer_id)
    ORDER BY 1 LIMIT ${limit}`;
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
  const sql = `
    WITH wanted AS MATERIALIZED (${wantedSql(segment, scope, moment, parameters)}
    ), members AS MATERIALIZED (
      SELECT m.customer_id, m.source FROM segment_members m
      WHERE m.segment_id = ${id} AND ${scope('m.customer_id', parameters)}
    ), gone AS (
      DELETE FROM segment_members m WHERE m.segment_id = ${id} AND m.customer_id IN (
        SELECT customer_id FROM members EXCEPT SELECT customer_id FROM wanted)
      RETURNING m.customer_id
    ), come AS (
      INSERT INTO segment_members (segment_id, customer_id, source, entered_at)
      SELECT ${id}, w.customer_id, w.source, ${now} FROM wanted w
      WHERE NOT EXISTS (SELECT FROM members m WHERE m.customer_id = w.customer_id)
      ON CONFLICT DO NOTHING RETURNING customer_id
    ), other_source AS (
      UPDATE segment_members m SET source = w.source FROM wanted w JOIN members o ON o.customer_id = w.customer_id
      WHERE m.segment_id = ${id} AND m.customer_id = w.customer_id AND o.source <> w.source
    )
    INSERT INTO segment_transitions (segment_id, customer_id, entered, cause, happened_at)
    SELECT ${id}, customer_id, entered, ${parameters.add(cause, 'text')}, ${now}
    FROM (SELECT customer_id, false AS entered FROM gone UNION ALL SELECT customer_id, true FROM come) t
    ORDER BY customer_id
    RETURNING id::float8 AS id, customer_id AS "customerId", entered`;
  return { sql, values: parameters.values };
}
