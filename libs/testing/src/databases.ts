import { dataSourceFor, type Schema } from '@clientele/database';
import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';

/** Makes an empty database of its own for a test file; returns its URL. */
export async function createDatabase(): Promise<string> {
  const database = newDatabase();
  await onServer((client) => client.query(`CREATE DATABASE ${database.name}`));
  return database.url;
}

/** A database that is not there yet. */
export function newDatabase(): { readonly name: string; readonly url: string } {
  const name = `test_${randomBytes(8).toString('hex')}`;
  return { name, url: urlOf(name) };
}

/**
 * Makes a database that is migrated as `source` would migrate it: a copy of a template, which is made by the first who needs
 * it and serves a whole run, as the server does.
 */
export async function createMigrated(name: string, { options }: DataSource): Promise<void> {
  const template = `template_${digest(Object.values(options.migrations ?? {}).join('\n'))}`;
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, template, options as PostgresDataSourceOptions);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
}

/**
 * Statements that would bring a freshly migrated database to what the entities say; none, if both agree.
 * Checks are left to the migrations: an entity would only repeat their SQL.
 */
export async function schemaDrift(schema: Schema): Promise<string[]> {
  const source: DataSource = dataSourceFor(
    { databaseUrl: await createDatabase(), databasePoolSize: 2 },
    schema,
  );
  await source.initialize();
  try {
    await source.runMigrations();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    return upQueries.map(({ query }) => query).filter((query) => !/DROP CONSTRAINT "\w+_check"$/.test(query));
  } finally {
    await source.destroy();
  }
}

/** It gets its name when it is complete. */
async function makeTemplate(client: Client, name: string, options: PostgresDataSourceOptions): Promise<void> {
  const { name: unfinished, url } = newDatabase();
  await client.query(`CREATE DATABASE ${unfinished}`);
  const source = new DataSource({ ...options, url });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

async function onServer(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set; run the suite with `npm run test:integration`.');
  return url;
}
