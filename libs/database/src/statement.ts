import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { Database } from './database';
import { DatabaseUnavailable, isConnectionLost } from './failures';

/** A hot SQL statement, planned once per connection. */
export interface Statement<Row extends QueryResultRow> {
  readonly name: string;
  readonly sql: string;
  /** Runs it in a transaction, or on the pool when given the database. */
  rows(on: Database | EntityManager, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The first row, if there is one. */
  first(on: Database | EntityManager, parameters?: readonly unknown[]): Promise<Row | undefined>;
}

/**
 * Declares a prepared statement. `name` is unique within the service. TypeORM sends every query unprepared,
 * and planning can cost more than running; so what each request runs goes to `pg` by name.
 */
export function statement<Row extends QueryResultRow>(name: string, sql: string): Statement<Row> {
  const rows = async (on: Database | EntityManager, parameters: readonly unknown[] = []): Promise<Row[]> => {
    const query = { name, text: sql, values: [...parameters] };
    if (!(on instanceof Database)) {
      const client: PoolClient = await connectionOf(on);
      return (await client.query<Row>(query)).rows;
    }
    const pool = poolOf(on.manager.dataSource);
    try {
      return (await pool.query<Row>(query)).rows;
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      return await again<Row>(pool, query);
    }
  };
  return { name, sql, rows, first: async (on, parameters) => (await rows(on, parameters))[0] };
}

// One retry: after a restart of the server the first use of each pooled connection fails.
async function again<Row extends QueryResultRow>(
  pool: Pool,
  query: { name: string; text: string; values: unknown[] },
): Promise<Row[]> {
  try {
    return (await pool.query<Row>(query)).rows;
  } catch (error) {
    throw isConnectionLost(error)
      ? new DatabaseUnavailable({ detail: 'Please try again in a moment.' })
      : error;
  }
}

function connectionOf(tx: EntityManager): Promise<PoolClient> {
  if (!tx.queryRunner) throw new Error('A transaction is needed; without one pass the database.');
  return tx.queryRunner.connect() as Promise<PoolClient>;
}

/** The pool of connections below a data source. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;
