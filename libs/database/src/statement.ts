import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { Database } from './database';
import { isConnectionSpent, isWorthAnotherConnection, passingTrouble } from './failures';
import { PLAN_BY_VALUES, planByValues, planForAny, together } from './planning';
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
  return runner<Row>(sql, name, plannedForAny ? FOR_ANY : BY_VALUES);
}

/** How a statement is planned. */
interface Planning {
  /** Sees to it on a connection of the pool. */
  readonly prepare: (client: PoolClient) => void;
  /** Runs a query in a transaction, whose connection plans for any values. */
  readonly inTransaction: <Row extends QueryResultRow>(
    client: PoolClient,
    query: QueryConfig,
  ) => Promise<QueryResult<Row>>;
}

const FOR_ANY: Planning = {
  prepare: planForAny,
  inTransaction: (client, query) => client.query(query),
};

const BY_VALUES: Planning = {
  prepare: planByValues,
  inTransaction: async <Row extends QueryResultRow>(client: PoolClient, query: QueryConfig) => {
    together(client);
    const [, result] = await Promise.all([
      client.query(PLAN_BY_VALUES),
      client.query<Row>(query),
      client.query('RESET plan_cache_mode'),
    ]);
    return result;
  },
};

function runner<Row extends QueryResultRow>(text: string, name?: string, planning = FOR_ANY): Runner<Row> {
  const rows = async (on: Database | EntityManager, parameters: readonly unknown[] = []): Promise<Row[]> => {
    const query = { name, text, values: [...parameters] };
    if (!(on instanceof Database)) return (await planning.inTransaction<Row>(connectionOf(on), query)).rows;
    const pool = poolOf(on.manager.dataSource);
    return onPool<Row>(pool, query, planning).then(
      (result) => result.rows,
      (error: unknown) => again<Row>(pool, query, planning, error),
    );
  };
  return { rows, first: async (on, parameters) => (await rows(on, parameters))[0] };
}

async function onPool<Row extends QueryResultRow>(
  pool: Pool,
  query: QueryConfig,
  { prepare }: Planning,
): Promise<QueryResult<Row>> {
  const client = await pool.connect();
  // A connection that breaks says so besides failing the query, and takes the process down if nobody listens.
  client.on('error', NOBODY);
  let isSpent = false;
  try {
    prepare(client);
    return await client.query<Row>(query);
  } catch (error) {
    isSpent = isConnectionSpent(error);
    throw error;
  } finally {
    client.off('error', NOBODY);
    client.release(isSpent);
  }
}

const NOBODY = (): void => undefined;

// One retry: after a restart of the server the first use of each pooled connection fails.
async function again<Row extends QueryResultRow>(
  pool: Pool,
  query: QueryConfig,
  planning: Planning,
  failure: unknown,
): Promise<Row[]> {
  try {
    if (!isWorthAnotherConnection(failure)) throw failure;
    return (await onPool<Row>(pool, query, planning)).rows;
  } catch (error) {
    throw passingTrouble(error) ?? error;
  }
}

const hashOf = (sql: string): string => createHash('sha256').update(sql).digest('base64url').slice(0, 22);

/** The pool of connections below a data source. */
export const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;
