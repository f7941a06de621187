import { type Definition, wholeRule } from './definition.domain';
import { Parameters, sqlOf } from './rule-sql.domain';
import type { Moment } from './shop-day.domain';

/** A segment as far as it says who is in it. */
export interface Evaluated extends Definition {
  readonly id: string;
  readonly shopId: string;
}

/** Some customers, as SQL on the column that names them. */
export type Scope = (customerId: string, parameters: Parameters) => string;

/** SQL of who is to be in a segment now, with what brought them in: `customer_id`, `source`. */
export function wantedSql(
  segment: Evaluated,
  scope: Scope,
  moment: Moment,
  parameters: Parameters,
  sampling = '',
): string {
  const whole = wholeRule(segment);
  const byRule = whole ? sqlOf(whole, moment, parameters) : 'false';
  // Only where there are two ways to be in it is there something to tell apart.
  const source =
    segment.rule && segment.includedGroupIds.length > 0
      ? `CASE WHEN ${sqlOf(segment.rule, moment, parameters)} THEN 'rule' ELSE 'group' END`
      : `'${segment.rule ? 'rule' : 'group'}'`;
  return `
    SELECT f.customer_id, CASE WHEN p.effect = 'in' THEN 'pin' ELSE ${source} END AS source
    FROM customer_facts f ${sampling}
      LEFT JOIN segment_pins p ON p.segment_id = ${parameters.add(segment.id, 'uuid')}
        AND p.customer_id = f.customer_id AND (p.until IS NULL OR p.until > ${parameters.add(moment.now, 'timestamptz')})
    WHERE f.shop_id = ${parameters.add(segment.shopId, 'uuid')} AND f.is_open
      AND ${scope('f.customer_id', parameters)}
      AND (p.effect = 'in' OR (p.effect IS NULL AND ${byRule}))`;
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
