import { Clock, loadSettings, ProcessConfig } from '@clientele/config';
import { Database, DatabaseStartup } from '@clientele/database';
import { adapterFor, APPLICATION_OPTIONS, configure } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Api } from './api';
import { createMigrated, newDatabase } from './databases';
import { EventLog } from './event-log';
import { NatsServer } from './servers';
import { TokenIssuer } from './tokens';

/** What a test may change of a service. */
export interface TestServiceOptions {
  readonly module: Type;
  /** Settings by environment name, besides those of database and broker. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A real application on a fresh database and a NATS server of its own. */
export class TestService {
  private readonly replicas: NestFastifyApplication[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    readonly nats: NatsServer,
    readonly tokens: TokenIssuer,
    readonly events: EventLog,
    private readonly options: TestServiceOptions,
    private readonly directory: string,
  ) {}

  static async start(options: TestServiceOptions): Promise<TestService> {
    const directory = await mkdtemp(join(tmpdir(), 'clientele-test-'));
    const nats = new NatsServer({ dataDir: join(directory, 'nats'), sync: 'default' });
    const tokens = await TokenIssuer.start();
    const database = newDatabase();
    await nats.start();
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      NATS_URL: nats.url,
      IDENTITY_URL: tokens.url,
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
      CORS_ORIGINS: '',
      RATE_LIMIT_PER_MINUTE: '1000000',
      STRICT_RATE_LIMIT_PERCENT: '100000',
      ...options.environment,
    });
    const app = await startApplication(options, (source) => createMigrated(database.name, source));
    const events = await EventLog.open(nats.url, () => isTold(app.get(Database)));
    return new TestService(app, nats, tokens, events, options, directory);
  }

  /** Calls the service without a token. */
  get api(): Api {
    return new Api(this.app, this.tokens);
  }

  get db(): Database {
    return this.app.get(Database);
  }

  get clock(): Clock {
    return this.app.get(Clock);
  }

  /** A second process of the same service, in all but the process: same database, same broker. */
  async replica(): Promise<NestFastifyApplication> {
    const replica = await startApplication(this.options);
    this.replicas.push(replica);
    return replica;
  }

  /**
   * Makes the next event fail that is told on somebody's behalf, or of a type, as a full disk would; what the system tells
   * by itself goes on.
   */
  failNextEvent(type?: string): void {
    const outbox = this.app.get(Outbox);
    const values = outbox.values.bind(outbox);
    outbox.values = (event) => {
      if (type === undefined ? event.actor.kind === 'system' : event.type !== type) return values(event);
      outbox.values = values;
      throw new Error('disk full');
    };
  }

  async stop(): Promise<void> {
    await this.events.close();
    for (const app of [...this.replicas, this.app]) await app.close();
    await this.tokens.stop();
    await this.nats.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

async function isTold(db: Database): Promise<boolean> {
  const [outbox] = await db.manager.query<[{ told: boolean }?]>(
    'SELECT NOT EXISTS (SELECT FROM outbox WHERE published_at IS NULL) AS told',
  );
  return outbox?.told === true;
}

async function startApplication(
  { module }: TestServiceOptions,
  prepare?: (source: DataSource) => Promise<void>,
): Promise<NestFastifyApplication> {
  const testing = await Test.createTestingModule({ imports: [module] }).compile();
  await prepare?.(testing.get(DataSource, { strict: false }));
  const app = testing.createNestApplication<NestFastifyApplication>(adapterFor(loadSettings(ProcessConfig)), {
    ...APPLICATION_OPTIONS,
    logger: ['error', 'fatal'],
  });
  await configure(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await app.get(DatabaseStartup).whenReady();
  return app;
}
