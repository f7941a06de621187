import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE_NAMES, LockHeld, PortTaken, SERVICE_NAMES, Suite, type SuiteOptions } from '../src/servers';
import { isAlive } from '../src/servers/process-table';
import {
  endsSoon,
  FAKE_SERVICE,
  listenOn,
  quietPorts,
  runScript,
  SERVERS,
  temporaryFolder,
} from './fixtures/harness';

/** For what is the same without a Postgres of ours, which takes long to make. */
const databaseUrls = Object.fromEntries(
  DATABASE_NAMES.map((name) => [name, `postgres://nobody@127.0.0.1:1/${name}`]),
);

describe('Suite', () => {
  let dataDir: string;
  let suite: Suite;

  beforeEach(() => {
    dataDir = temporaryFolder();
    suite = new Suite(options());
  });

  afterEach(async () => {
    await suite.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('tells each service where the others are', async () => {
    await suite.start();

    const orders = await environmentOf(suite, 'orders');

    expect(orders).toMatchObject({
      DATABASE_URL: suite.databaseUrl('orders'),
      NATS_URL: suite.natsUrl,
      IDENTITY_URL: suite.service('identity').url,
    });
    expect(orders).not.toHaveProperty('SECRETS_KEY');
  });

  it('stops the door first, then the services, then the servers, and leaves nothing running', async () => {
    const steps: string[] = [];
    suite = new Suite(options({ onProgress: (step) => steps.push(step) }));
    await suite.start();
    const pids = pidsOf(suite);

    await suite.stop();

    expect(pids).toHaveLength(7);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(steps[2]).toBe('Stopping gateway');
    expect(steps.slice(-2)).toEqual(['Stopping NATS', 'Stopping Postgres']);
  });

  it('comes back with the same secrets and data', async () => {
    await suite.start();
    const { password } = suite.admin;
    const key = (await environmentOf(suite, 'identity')).SECRETS_KEY;
    await suite.stop();

    await suite.start();

    expect(suite.admin.password).toBe(password);
    expect((await environmentOf(suite, 'identity')).SECRETS_KEY).toBe(key);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).toBe(0);
  });

  it('runs as many processes of a service as asked, each by itself', async () => {
    suite = new Suite(options({ databaseUrls, replicas: { groups: 2 } }));
    await suite.start();
    const [first, second] = suite.replicas('groups');

    await first?.kill();

    expect(first?.pid).toBeUndefined();
    expect((await fetch(second?.url ?? '')).status).toBe(200);
  });

  it('stops everything again when one service cannot start, and says why', async () => {
    suite = new Suite(options({ databaseUrls, serviceEnv: { support: { FAIL_AT_START: '1' } } }));

    await expect(suite.start()).rejects.toThrow(/support ended while starting.*no way to start/s);

    expect(pidsOf(suite)).toEqual([]);
  });

  it('stops everything again when a port is taken, and names it', async () => {
    const port = await quietPorts(7);
    const other = await listenOn(port + 1);
    suite = new Suite(options({ databaseUrls, port }));

    await expect(suite.start()).rejects.toThrow(new PortTaken(port + 1, 'identity', 'PORT'));

    expect(pidsOf(suite)).toEqual([]);
    other.close();
  });

  it('does not share its data folder with another suite', async () => {
    await suite.start();

    await expect(new Suite(options()).start()).rejects.toThrow(LockHeld);
  });

  it('reports a part that ends by itself', async () => {
    const crashed = new Promise((resolve) => {
      suite = new Suite(options({ databaseUrls, onCrash: (part, how) => resolve([part, how]) }));
    });
    await suite.start();

    await fetch(`${suite.service('orders').url}/crash`).catch(() => undefined);

    expect(await crashed).toEqual(['orders', 'code 7']);
  });

  it('can be stopped while it starts', async () => {
    const started = suite.start();

    const [outcome] = await Promise.allSettled([started, suite.stop()]);

    expect(outcome.status).toBe('rejected');
    expect(pidsOf(suite)).toEqual([]);
  });

  it('leaves nothing behind when its process is killed with -9, and starts again over that', async () => {
    const pids = await runScript(
      `const { Suite } = require(${JSON.stringify(SERVERS)});
       const suite = new Suite({ dataDir: ${JSON.stringify(dataDir)}, forTests: true,
         env: { PATH: process.env.PATH }, scriptOf: () => ${JSON.stringify(FAKE_SERVICE)} });
       suite.start().then(() => {
         console.log(suite.service('orders').pid, suite.postgres.pid, suite.nats.pid);
         process.kill(process.pid, 'SIGKILL');
       });`,
    );

    await suite.start();

    expect(pids).toHaveLength(3);
    expect(await endsSoon(pids[1] ?? 0, dataDir)).toBe(true);
    expect(pidsOf(suite)).toHaveLength(7);
    expect(readFileSync(join(dataDir, 'logs', 'orders.log.1'), 'utf8')).toContain('listening');
  });

  function options(more: Partial<SuiteOptions> = {}): SuiteOptions {
    return {
      dataDir,
      forTests: true,
      env: { PATH: process.env.PATH },
      scriptOf: () => FAKE_SERVICE,
      ...more,
    };
  }
});

async function environmentOf(suite: Suite, name: 'identity' | 'orders'): Promise<Record<string, string>> {
  const answer = await fetch(`${suite.service(name).url}/environment`);
  return (await answer.json()) as Record<string, string>;
}

function pidsOf(suite: Suite): number[] {
  const services = SERVICE_NAMES.flatMap((name) => suite.replicas(name));
  const pids = [...services, suite.nats, suite.postgres].map((part) => part?.pid);
  return pids.filter((pid) => pid !== undefined);
}
