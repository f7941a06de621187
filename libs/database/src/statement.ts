import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { Database } from './database';
import { isWorthAnotherConnection, passingTrouble } from './failures';
import { connectionOf } from './transaction';

/** A hot SQL statement, planned once per connection. */
export interface Statement<Row extends QueryResultRow> {
  readonly name: string;
  readonly sql: string;
  /**
   * Runs it in a transaction, or on the pool when given the database: there once more if the connection was lost,
   * so a statement that writes must not mind.
   */
  rows(on: Database | EntityManager, parameters?: readonly unknown[]): Promise<Row[]>;
  /** The first row, if there is one. */
  first(on: Database | EntityManager, parameters?: readonly unknown[]): Promise<Row | undefined>;
}

/**
 * Declares a prepared statement; `name` tells it from others in the server's own views. TypeORM sends every query unprepared,
 * and planning can cost more than running; so what each request runs goes to `pg` by name.
 */
export const statement = <Row extends QueryResultRow>(name: string, sql: string): Statement<Row> => ({
  name,
  sql,
  // The text is part of the name, so that two statements of one name never meet on a connection.
  ...runner<Row>(sql, `${name.slice(0, 40)}-${hashOf(sql)}`),
});

/** What a statement can do. */
type Runner<Row extends QueryResultRow> = Pick<Statement<Row>, 'rows' | 'first'>;

// How many texts are prepared at most: each costs memory on every connection.
const LARGEST_COUNT_OF_SHAPES = 256;
const shapes = new Map<string, string>();

/**
 * A statement whose text depends on the request, such as a list with the filters it was asked for. Each text is
 * prepared once per connection, as if it had been declared; when there are too many of them, further ones are sent
 * unprepared. Values belong into parameters, never into the text. It is planned for its values, unless any will do.
 */
export function dynamicStatement<Row extends QueryResultRow>(
  sql: string,
  { plannedForAny = false }: { readonly plannedForAny?: boolean } = {},
): Runner<Row> {
  let name = shapes.get(sql);
  if (name === undefined && shapes.size < LARGEST_COUNT_OF_SHAPES) {
    name = `shape-${hashOf(sql)}`;
    shapes.set(sql, name);
  }
  return runner<Row>(sql, name, plannedForAny ? AS_IT_IS : PLANNED_BY_VALUES);
}

/** Runs a query on a connection, or on one of the pool. */
type Send = <Row extends QueryResultRow>(
  on: Pool | PoolClient,
  query: QueryConfig,
) => Promise<QueryResult<Row>>;

const AS_IT_IS: Send = (on, query) => on.query(query);

/** With Postgres free to plan for the values; all three statements travel together. */
const PLANNED_BY_VALUES: Send = async <Row extends QueryResultRow>(
  on: Pool | PoolClient,
  query: QueryConfig,
) => {
  if ('totalCount' in on) {
    const client = await on.connect();
    return PLANNED_BY_VALUES<Row>(client, query).finally(() => client.release());
  }
  const [, result] = await Promise.all([
    on.query('SET plan_cache_mode = auto'),
    on.query<Row>(query),
    on.query('RESET plan_cache_mode'),
  ]);
  return result;
};

function runner<Row extends QueryResultRow>(text: string, name?: string, send = AS_IT_IS): Runner<Row> {
  const rows = async (on: Database | EntityManager, parameters: readonly unknown[] = []): Promise<Row[]> => {
    const query = { name, text, values: [...parameters] };
    if (!(on instanceof Database)) {
      return (await send<Row>(connectionOf(on), query)).rows;
    }
    const pool = poolOf(on.manager.dataSource);
    return send<Row>(pool, query).then(
      (result) => result.rows,
      (error: unknown) => again<Row>(pool, query, send, error),
    );
  };
  return { rows, first: async (on, parameters) => (await rows(on, parameters))[0] };
}

// One retry: after a restart of the server the first use of each pooled connection fails.
async function again<Row extends QueryResultRow>(
  pool: Pool,
  query: QueryConfig,
  send: Send,
  failure: unknown,
): Promise<Row[]> {
  try {
    if (!isWorthAnotherConnection(failure)) throw failure;
    return (await send<Row>(pool, query)).rows;
  } catch (error) {
    throw passingTrouble(error) ?? error;
  }
}

const hashOf = (sql: string): string => createHash('sha256').update(sql).digest('base64url').slice(0, 22);

/** The pool of connections below a data source. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;
