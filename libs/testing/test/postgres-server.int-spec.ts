import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort, PortTaken, PostgresServer } from '../src/servers';
import { childrenOf, isAlive } from '../src/servers/process-table';
import { endsSoon, listenOn, runScript, SERVERS, temporaryFolder } from './fixtures/harness';

describe('PostgresServer', () => {
  let dataDir: string;
  let server: PostgresServer;

  beforeEach(() => {
    dataDir = temporaryFolder();
    server = new PostgresServer({ dataDir, forTests: true });
  });

  afterEach(async () => {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('keeps what was committed over kill -9 and restart', async () => {
    await server.start();
    await server.ensureDatabase('shop');
    await server.ensureDatabase('shop');
    await query('CREATE TABLE kept (name text)');
    await query(`INSERT INTO kept VALUES ('Zoë')`);

    await server.kill();
    await server.start();
    await server.restart();

    expect(await query('SELECT lower(upper(name)) AS name FROM kept')).toEqual([{ name: 'zoë' }]);
  });

  it('leaves no process behind when killed', async () => {
    await server.start();
    const { pid = 0 } = server;
    const backEnds = childrenOf(pid);

    await server.kill();

    expect([pid, ...backEnds].filter(isAlive)).toEqual([]);
  });

  it('starts although a pid file names a process that is something else now', async () => {
    await server.start();
    const pidFile = join(dataDir, 'cluster', 'postmaster.pid');
    const left = readFileSync(pidFile, 'utf8');
    await server.kill();
    writeFileSync(pidFile, left.replace(/^\d+/, String(process.ppid)));

    await server.start();

    expect(await query('SELECT 1 AS one', 'postgres')).toEqual([{ one: 1 }]);
    expect(isAlive(process.ppid)).toBe(true);
  });

  it('replaces a server that an earlier run left running on the same data', async () => {
    await server.start();
    const successor = new PostgresServer({ dataDir, forTests: true });

    await successor.start();

    expect(server.pid).toBeUndefined();
    expect(successor.pid).toBeDefined();
    await successor.kill();
  });

  it('is gone soon after the process that started it was killed with -9', async () => {
    const [pid = 0] = await runScript(
      `const { PostgresServer } = require(${JSON.stringify(SERVERS)});
       const server = new PostgresServer({ dataDir: ${JSON.stringify(dataDir)}, forTests: true });
       server.start().then(() => { console.log(server.pid); process.kill(process.pid, 'SIGKILL'); });`,
    );

    expect(await endsSoon(pid, dataDir)).toBe(true);
  });

  it('names the port that is taken', async () => {
    const port = await freePort();
    const other = await listenOn(port);
    server = new PostgresServer({ dataDir, port, portSetting: 'PORT', forTests: true });

    await expect(server.start()).rejects.toThrow(new PortTaken(port, 'Postgres', 'PORT'));
    other.close();
  });

  it('works in a folder below one that only we may enter', async () => {
    server = new PostgresServer({ dataDir: join(dataDir, 'below'), forTests: true });

    await server.start();

    expect(await query('SELECT 1 AS one', 'postgres')).toEqual([{ one: 1 }]);
  });

  it('keeps its password in a file nobody else may read', async () => {
    await server.start();

    expect(statSync(join(dataDir, 'password')).mode & 0o077).toBe(0);
  });

  async function query(sql: string, database = 'shop'): Promise<unknown[]> {
    const client = new Client({ connectionString: server.url(database) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }
});
