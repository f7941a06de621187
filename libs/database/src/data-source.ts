import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';
import type { Schema } from './schema';

/** Where and how a service's database is reached. */
export interface ConnectionSettings {
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
}

/** How long a request waits for the database at most: for a connection, for others' locks, for one statement. */
export interface Limits {
  readonly connectMs: number;
  readonly lockMs: number;
  readonly statementMs: number;
}

export const LIMITS: Limits = { connectMs: 2_500, lockMs: 5_000, statementMs: 10_000 };

/**
 * Prepared statements are planned once per connection: left to itself Postgres plans some anew at each execution, as a plan
 * for the very values looks cheaper to it, and spends more on planning than on running. Lists, whose best plan does depend
 * on the values, are excepted in `dynamicStatement`.
 *
 * A data source that never hangs: without these limits a frozen server or an exhausted pool would make a
 * query wait without end.
 */
export const dataSourceFor = (
  { databaseUrl, databasePoolSize }: ConnectionSettings,
  schema: Schema,
  { connectMs, lockMs, statementMs }: Limits = LIMITS,
): DataSource =>
  new DataSource({
    type: 'postgres',
    url: databaseUrl,
    poolSize: databasePoolSize,
    connectTimeoutMS: connectMs,
    entities: [...schema.entities],
    migrations: [...schema.migrations],
    migrationsTransactionMode: 'each',
    installExtensions: false,
    logging: false,
    extra: {
      // Statements that do not wait for each other, such as the beginning of a transaction and its first, travel together.
      pipeline: true,
      options: '-c plan_cache_mode=force_generic_plan',
      statement_timeout: statementMs,
      query_timeout: statementMs + 1_000,
      lock_timeout: lockMs,
      idle_in_transaction_session_timeout: 15_000,
      // A connection knows its prepared statements: it is worth keeping.
      idleTimeoutMillis: 300_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
    },
  });

/** The same without limits on how long a statement runs: filling a large table takes its time. Locks do not. */
export const patientSourceFor = ({ options }: DataSource): DataSource =>
  new DataSource({
    ...(options as PostgresDataSourceOptions),
    poolSize: 2,
    extra: { lock_timeout: LIMITS.lockMs, keepAlive: true },
  });
