import { dataSourceFor, type Schema } from '@clientele/database';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';

const serverUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set; run the suite with `npm run test:integration`.');
  return url;
};

/** Makes an empty database of its own for a test file; returns its URL. */
export async function createDatabase(): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();

  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
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
