import { statement } from '@clientele/database';
import type { Belongings } from './merges';

/** How the rows of a table belong to customers. */
export interface RowsOptions {
  /** Column with the id of the row. */
  readonly key?: string;
  /** What else changes when a row changes hands, as SQL: `version = version + 1`. */
  readonly set?: string;
  /** The same when it is put back, if that is something else. */
  readonly setBack?: string;
  /** SQL of what keeps a row `t` from moving to customer `$3`, who may have one already. */
  readonly unless?: string;
}

/** The rows of a table that belong to customers by its column `customer_id`. */
export function rowsOf(table: string, options: RowsOptions = {}): Belongings {
  const { key = 'id', set, setBack = set, unless = 'false' } = options;
  const change = (customer: string, further: string | undefined): string =>
    `customer_id = ${customer}${further ? `, ${further}` : ''}`;
  const move = statement(
    `merging-move-${table}`,
    `WITH moved AS (
       UPDATE ${table} t SET ${change('$3', set)} WHERE customer_id = $2 AND NOT (${unless}) RETURNING ${key} AS row_id)
     INSERT INTO merged_rows (merge_id, table_name, row_id) SELECT $1::uuid, '${table}', row_id FROM moved
     ON CONFLICT DO NOTHING`,
  );
  const putBack = statement(
    `merging-put-back-${table}`,
    `WITH back AS (
       UPDATE ${table} t SET ${change('$2', setBack)} FROM merged_rows r
       WHERE r.merge_id = $1 AND r.table_name = '${table}' AND r.row_id = t.${key} AND t.customer_id = $3
       RETURNING r.row_id)
     DELETE FROM merged_rows r USING back
     WHERE r.merge_id = $1 AND r.table_name = '${table}' AND r.row_id = back.row_id`,
  );
  return {
    move: async (tx, { id, fromId, intoId }) => {
      await move.rows(tx, [id, fromId, intoId]);
    },
    putBack: async (tx, { id, fromId, intoId }) => {
      await putBack.rows(tx, [id, fromId, intoId]);
    },
  };
}
