import { Connection } from './driver/connection';
import type { Operation } from './operations/operation';
import type { Stage } from './stage';

/** A statement that an operation sends, as Postgres counted it. */
export interface CountedStatement {
  readonly query: string;
  readonly perRequest: number;
  /** Milliseconds. */
  readonly planning: number;
  readonly execution: number;
}

const REQUESTS = 200;

/** Has Postgres count statements from now on. Not before anything is measured: counting costs a little. */
export async function startCounting(stage: Stage): Promise<void> {
  await stage.restartPostgres({
    shared_preload_libraries: 'pg_stat_statements',
    'pg_stat_statements.track_planning': 'on',
  });
  for (const client of [stage.databases.identity, stage.databases.orders])
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
}

/** Sends some requests one after the other and counts what each statement is run per request. */
export async function countStatements(stage: Stage, operation: Operation): Promise<CountedStatement[]> {
  const client = stage.databases[operation.service];
  await operation.prepare?.(REQUESTS * 2);
  await send(stage, operation, REQUESTS);
  await stage.atRest();
  await client.query('SELECT pg_stat_statements_reset()');
  await send(stage, operation, REQUESTS);
  await stage.atRest();

  const { rows } = await client.query<CountedStatement>(
    `SELECT regexp_replace(query, '\\s+', ' ', 'g') AS query, calls::float / $1 AS "perRequest",
            mean_plan_time AS planning, mean_exec_time AS execution
     FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query NOT LIKE '%pg_stat_statements%' AND query NOT LIKE 'SELECT count(*)::integer AS count FROM outbox%'
     ORDER BY calls DESC, query`,
    [REQUESTS],
  );
  return rows;
}

async function send(stage: Stage, operation: Operation, count: number): Promise<void> {
  const connection = await Connection.open(stage.portOf(operation.service));
  for (let i = 0; i < count; i++) {
    const { status, body } = await connection.send(operation.next());
    if (status !== operation.status) throw new Error(`${operation.name} answered ${status}: ${body}`);
  }
  connection.close();
}
