import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '../../libs/testing/src/servers/postgres-server';

declare global {
  // "var" is how TypeScript declares a global
  var postgresOfTests: { readonly server: PostgresServer; readonly dataDir: string } | undefined;
}

/** One Postgres for all integration tests; each test makes a database of its own on it. */
export default async function startPostgres(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-postgres-'));
  const server = new PostgresServer({ dataDir, forTests: true });
  globalThis.postgresOfTests = { server, dataDir };
  await server.start();
  process.env.TEST_DATABASE_URL = server.url();
}
