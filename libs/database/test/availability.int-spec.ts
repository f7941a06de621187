import { createDatabase, eventually, ModuleProcess, PostgresServer } from '@clientele/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { SHORT } from './limits';

const APP = join(__dirname, 'app.ts');
const ENVIRONMENT = { NATS_URL: 'nats://127.0.0.1:1', LOG_LEVEL: 'warn' };

describe('a service whose database', () => {
  let folder: string;
  let postgres: PostgresServer;
  let service: ModuleProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clientele-database-'));
    postgres = new PostgresServer({ dataDir: folder, forTests: true });
    await postgres.start();
    const DATABASE_URL = postgres.url();
    await postgres.kill();
    service = await ModuleProcess.serve(APP, { ...ENVIRONMENT, DATABASE_URL });
  }, 60_000);

  afterAll(async () => {
    await service.kill();
    await postgres.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async (
    path: string,
    method = 'GET',
  ): Promise<{ status: number; code: unknown; retryAfter: string | null; took: number }> => {
    const startedAt = Date.now();
    const response = await fetch(service.url + path, { method });
    const { code } = (await response.json()) as { code?: string };
    return {
      status: response.status,
      code,
      retryAfter: response.headers.get('retry-after'),
      took: Date.now() - startedAt,
    };
  };
  const works = async (): Promise<void> => {
    expect((await call('/health/ready')).status).toBe(200);
    expect((await call('/v1/seeds')).status).toBe(200);
    expect((await call('/v1/seeds', 'POST')).status).toBe(201);
  };
  const isAway = async (): Promise<void> => {
    for (const answer of [await call('/v1/seeds'), await call('/v1/seeds', 'POST')]) {
      expect(answer).toMatchObject({ status: 503, code: 'database-unavailable', retryAfter: '2' });
      expect(answer.took).toBeLessThan(3_000);
    }
  };

  it('is away when it starts is alive, not ready, answers 503, and begins when it comes', async () => {
    expect((await call('/health/live')).status).toBe(200);
    expect(await call('/health/ready')).toMatchObject({ status: 503, code: 'not-ready' });
    await isAway();

    await postgres.start();

    await eventually(works, 20_000);
  }, 60_000);

  it('is killed answers 503 at once and recovers without a restart', async () => {
    await postgres.kill();

    await eventually(isAway);
    expect((await call('/health/live')).status).toBe(200);
    await eventually(async () => expect((await call('/health/ready')).status).toBe(503));

    await postgres.start();
    await eventually(works);
  }, 60_000);

  it('restarts between two requests notices nothing', async () => {
    await works();
    await postgres.restart();

    await works();
  }, 60_000);

  it('loses all its connections again and again answers each request', async () => {
    const admin = new Client({ connectionString: postgres.url() });
    await admin.connect();
    const answers: number[] = [];

    for (let round = 0; round < 20; round++) {
      const calls = Promise.all([call('/v1/seeds'), call('/v1/seeds', 'POST'), call('/v1/seeds/slowly')]);
      await admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL',
      );
      answers.push(...(await calls).map(({ status }) => status));
    }
    await admin.end();

    const failures = service.output.split('\n').filter((line) => line.includes('"level":"error"'));
    expect({ unexpected: answers.filter((status) => ![200, 201, 503].includes(status)), failures }).toEqual({
      unexpected: [],
      failures: [],
    });
    await eventually(works);
  }, 60_000);

  it('stands still fails within the limit of a query, also the next time, and recovers', async () => {
    const pid = postgres.pid ?? 0;
    const family = [pid, ...backendsOf(pid)];
    for (const member of family) process.kill(member, 'SIGSTOP');
    try {
      const first = await Promise.all([call('/v1/seeds'), call('/v1/seeds', 'POST')]);
      const ready = await call('/health/ready');
      const later = await call('/v1/seeds');

      expect(first.map(({ status }) => status)).toEqual([503, 503]);
      expect(Math.max(...first.map(({ took }) => took))).toBeLessThan(SHORT.statementMs + 6_000);
      expect(ready.status).toBe(503);
      expect(ready.took).toBeLessThan(3_000);
      expect(later.status).toBe(503);
      expect(later.took).toBeLessThan(SHORT.statementMs + 6_000);
    } finally {
      for (const member of family) process.kill(member, 'SIGCONT');
    }
    await eventually(works);
  }, 60_000);
});

describe('migrations', () => {
  it('are run once by three processes that start at once, and seeds put in once', async () => {
    const DATABASE_URL = await createDatabase();
    const environment = { ...ENVIRONMENT, DATABASE_URL };

    const results = await Promise.all([1, 2, 3].map(() => ModuleProcess.run(APP, 'migrate', environment)));
    const again = await ModuleProcess.run(APP, 'migrate', environment);

    expect([...results, again].map(({ code, output }) => ({ code, output }))).toEqual(
      Array.from({ length: 4 }, () => ({ code: 0, output: '' })),
    );
    const client = new Client({ connectionString: DATABASE_URL });
    await client.connect();
    const { rows } = await client.query('SELECT name FROM seeds');
    await client.end();
    expect(rows).toEqual([{ name: 'first' }]);
  }, 60_000);
});

function backendsOf(postmaster: number): number[] {
  const { execFileSync } = jest.requireActual<typeof import('node:child_process')>('node:child_process');
  const list = execFileSync('ps', ['-e', '-o', 'pid=,ppid=']).toString().trim().split('\n');
  return list
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === postmaster)
    .map(([pid = 0]) => pid);
}
