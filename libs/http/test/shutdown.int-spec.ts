import {
  anEmployee,
  becomesTrue,
  createDatabase,
  eventually,
  ModuleProcess,
  TokenIssuer,
} from '@clientele/testing';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';

const APP = join(__dirname, 'app.ts');

interface Answer {
  readonly status?: number;
  readonly connection?: string;
  readonly error?: string;
}

describe('a process that is asked to end', () => {
  let tokens: TokenIssuer;
  let database: Client;
  let environment: Record<string, string>;
  let authorization: string;
  let service: ModuleProcess;

  beforeAll(async () => {
    tokens = await TokenIssuer.start();
    authorization = `Bearer ${await tokens.sign(anEmployee())}`;
    environment = {
      DATABASE_URL: await createDatabase(),
      // Nobody answers there, which must not hold the process up.
      NATS_URL: 'nats://127.0.0.1:1',
      IDENTITY_URL: tokens.url,
      RATE_LIMIT_PER_MINUTE: '1000000',
      LOG_LEVEL: 'error',
    };
    database = new Client({ connectionString: environment['DATABASE_URL'] });
    await database.connect();
  });

  beforeEach(async () => {
    service = await ModuleProcess.serve(APP, environment);
    await becomesTrue(isReady, 20_000);
  });

  afterEach(() => service.kill());

  afterAll(async () => {
    await database.end();
    await tokens.stop();
  });

  const isReady = async (): Promise<boolean> =>
    (await fetch(`${service.url}/health/ready`, { headers: { connection: 'close' } })).ok;

  const call = (agent: Agent, path: string, name?: string): Promise<Answer> =>
    new Promise((resolve) => {
      const body = name === undefined ? undefined : JSON.stringify({ name });
      const headers = { authorization, ...(body && { 'content-type': 'application/json' }) };
      request(service.url + path, { agent, method: body ? 'POST' : 'GET', headers }, (response) => {
        const { statusCode: status, headers } = response.resume();
        response.on('end', () => resolve({ status, connection: headers.connection }));
      })
        .on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? error.message }))
        .end(body);
    });

  /** Begins a request that is not answered before its statement ends, and returns when it does its work. */
  const beginSlow = async (agent: Agent, seconds: number): Promise<{ readonly answer: Promise<Answer> }> => {
    const statement = `SELECT pg_sleep(${seconds})`;
    const answer = call(agent, '/v1/things/sql', statement);
    await eventually(async () => {
      const { rows } = await database.query('SELECT FROM pg_stat_activity WHERE query = $1', [statement]);
      expect(rows).toHaveLength(1);
    });
    return { answer };
  };

  it('fails no request of clients that keep their connections, and asks each to go elsewhere', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    const answers: Answer[] = [];
    // As one behind a load balancer does: it connects again as long as the process is ready.
    const client = async (): Promise<void> => {
      for (;;) {
        const answer = await call(agent, '/v1/things', 'load');
        answers.push(answer);
        if (answer.connection === 'close' && !(await isReady())) return;
        if (answer.error) return;
      }
    };
    const clients = Promise.all(Array.from({ length: 16 }, client));
    await eventually(() => expect(answers.length).toBeGreaterThan(200));

    service.signal('SIGTERM');
    await clients;

    expect(await service.exit()).toBe(0);
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(answers.filter(({ connection }) => connection === 'close').length).toBeGreaterThanOrEqual(16);
    agent.destroy();
  }, 60_000);

  it('fails no request of a client that asks now and then', async () => {
    const agent = new Agent({ keepAlive: true });
    await call(agent, '/health/live');
    const before = await call(agent, '/v1/things');

    service.signal('SIGTERM');
    await eventually(async () => expect(await isReady()).toBe(false));
    const after = await call(agent, '/v1/things');

    expect([before, after]).toEqual([
      { status: 200, connection: 'keep-alive' },
      { status: 200, connection: 'close' },
    ]);
    expect(await service.exit()).toBe(0);
    agent.destroy();
  }, 60_000);

  it('finishes what is at work, and waits neither for unused connections nor for a broker that is away', async () => {
    const agent = new Agent({ keepAlive: true });
    const idle = new Agent({ keepAlive: true });
    const silent = connect(Number(new URL(service.url).port), '127.0.0.1').on('error', () => undefined);
    await call(idle, '/health/live');
    const slow = await beginSlow(agent, 3);
    const startedAt = Date.now();

    service.signal('SIGTERM');

    expect(await slow.answer).toEqual({ status: 201, connection: 'close' });
    expect(await service.exit()).toBe(0);
    expect(Date.now() - startedAt).toBeLessThan(6_000);
    for (const each of [agent, idle, silent]) each.destroy();
  }, 60_000);

  it('exits at once when asked again', async () => {
    const slow = await beginSlow(new Agent(), 8);
    service.signal('SIGTERM');
    await eventually(async () => expect(await isReady()).toBe(false));
    const startedAt = Date.now();

    service.signal('SIGTERM');

    expect(await service.exit()).toBe(1);
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    expect(await slow.answer).toHaveProperty('error');
  }, 60_000);
});

describe('a process that is not set up right', () => {
  it('names every wrong setting in one message and exits with 1', async () => {
    const { code, output } = await ModuleProcess.run(APP, 'migrate', {
      PORT: 'x',
      DATABASE_URL: '',
      LOG_LEVEL: 'loud',
    });

    expect(code).toBe(1);
    expect(output).toMatch(/DATABASE_URL: .*\n.*PORT: .*\n.*LOG_LEVEL: /);
  }, 60_000);
});
