import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Outbox } from '@clientele/messaging';
import { anOperator, eventually, NatsServer, PostgresServer, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { AppModule, anEvent, Notes } from './app';

// A fifth of what it is.
jest.mock('../src/patience', () => ({ ACK_WAIT_MS: 2_000, PULL_MS: 1_000, AWAY_MS: 400 }));

describe('messaging, when parts of it fail', () => {
  let folder: string;
  let postgres: PostgresServer;
  let service: TestService;
  let outbox: Outbox;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clientele-messaging-'));
    postgres = new PostgresServer({ dataDir: join(folder, 'postgres'), forTests: true });
    await postgres.start();
    service = await TestService.start({ module: AppModule, environment: { DATABASE_URL: postgres.url() } });
    Logger.overrideLogger(false);
    outbox = service.app.get(Outbox);
    await announce(1);
  }, 60_000);

  afterEach(() => {
    service.app.get(Notes).first = async () => undefined;
  });

  afterAll(async () => {
    await service.stop();
    await postgres.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Commits `count` events about one aggregate, each in a transaction of its own; returns its id. */
  const announce = async (count: number, aggregateId: string = uuidv7()): Promise<string> => {
    for (let number = 1; number <= count; number++)
      await service.db.transaction((tx) => outbox.add(tx, anEvent(number, aggregateId)));
    return aggregateId;
  };
  const numbersOf = async (aggregateId: string): Promise<number[]> => {
    const rows = await service.db.manager.query<{ number: number }[]>(
      'SELECT number FROM notes WHERE aggregate_id = $1 ORDER BY position',
      [aggregateId],
    );
    return rows.map(({ number }) => number);
  };
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
  const arrives = (aggregateId: string, count: number): Promise<void> =>
    eventually(async () => expect(await numbersOf(aggregateId)).toEqual(upTo(count)), 30_000);
  const countOf = async (sql: string): Promise<number> =>
    Number((await service.db.manager.query<[{ count: string }]>(`SELECT count(*) FROM ${sql}`))[0].count);
  const terminateRelay = () =>
    service.db.manager.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'outbox-relay' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)`,
    );

  it('keeps events while NATS is away, and delivers all of them in their order, once', async () => {
    await service.nats.kill();
    const aggregates = await Promise.all(Array.from({ length: 5 }, () => announce(40)));
    expect(await countOf('outbox WHERE published_at IS NULL')).toBeGreaterThanOrEqual(200);

    await service.nats.start();

    for (const aggregate of aggregates) await arrives(aggregate, 40);
    expect(await countOf('dead_letters')).toBe(0);
  }, 90_000);

  it('delivers everything though NATS is killed again and again under load', async () => {
    const writing = Promise.all(Array.from({ length: 3 }, () => announce(100)));
    for (let round = 0; round < 3; round++) {
      await service.nats.kill();
      await service.nats.start();
    }

    for (const aggregate of await writing)
      await eventually(
        async () => expect((await numbersOf(aggregate)).toSorted((a, b) => a - b)).toEqual(upTo(100)),
        30_000,
      );
    expect(await countOf('dead_letters')).toBe(0);
  }, 90_000);

  it('publishes again what was published but not marked, without a second effect', async () => {
    const aggregate = await announce(20);
    await arrives(aggregate, 20);

    // As after a crash between the acknowledgement of JetStream and the mark.
    await service.db.manager.query('UPDATE outbox SET published_at = NULL');
    await eventually(async () => expect(await countOf('outbox WHERE published_at IS NULL')).toBe(0));
    await arrives(await announce(5), 5);

    expect(await numbersOf(aggregate)).toEqual(upTo(20));
  });

  it('makes its stream and consumer anew when they are gone, and converges by republishing', async () => {
    const aggregate = await announce(10);
    await arrives(aggregate, 10);
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const operator = await service.api.as(anOperator());

    const nats = await connect({ servers: service.nats.url });
    await (await jetstreamManager(nats)).streams.delete('ORDERS');
    await nats.close();
    await service.db.manager.query('DELETE FROM inbox; DELETE FROM notes');
    const answer = await operator.post<{ events: number }>('/v1/ops/orders/outbox/republish', { since });

    expect(answer.status).toBe(200);
    expect(answer.body.events).toBeGreaterThan(200);
    await eventually(async () => expect(await countOf('notes')).toBe(answer.body.events), 30_000);
  }, 60_000);

  it('goes on with a NATS that has lost everything', async () => {
    const port = Number(new URL(service.nats.url).port);
    await service.nats.kill();
    const empty = new NatsServer({ dataDir: join(folder, 'empty'), port, sync: 'default' });
    await empty.start();
    try {
      await arrives(await announce(10), 10);
    } finally {
      await empty.kill();
      await service.nats.start();
    }
    await arrives(await announce(1), 1);
  }, 60_000);

  it('gives nothing up while the database is away', async () => {
    const before = await countOf('dead_letters');
    const aggregate = uuidv7();
    await postgres.kill();
    await Promise.all(upTo(10).map((number) => service.events.publish(anEvent(number, aggregate))));

    // More deliveries than a failing handler is given.
    await eventually(async () => {
      const nats = await connect({ servers: service.nats.url });
      const info = await (await jetstreamManager(nats)).consumers.info('ORDERS', 'orders-notes');
      await nats.close();
      expect(info.delivered.consumer_seq - info.delivered.stream_seq).toBeGreaterThan(70);
    }, 60_000);
    await postgres.start();

    await eventually(
      async () => expect((await numbersOf(aggregate)).toSorted((a, b) => a - b)).toEqual(upTo(10)),
      30_000,
    );
    expect(await countOf('dead_letters')).toBe(before);
  }, 120_000);

  it('does not deliver again what only waits for its turn', async () => {
    const aggregate = uuidv7();
    let calls = 0;
    // One after the other they take longer than JetStream waits without a sign of life.
    service.app.get(Notes).first = async (event, tx) => {
      if (event.aggregate.id !== aggregate) return;
      if (++calls <= 2) await tx.query('SELECT pg_sleep(1.6)');
    };

    await Promise.all(upTo(20).map((number) => service.events.publish(anEvent(number, aggregate))));

    await eventually(async () => expect(await numbersOf(aggregate)).toHaveLength(20), 60_000);
    expect(calls).toBe(20);
  }, 90_000);

  it('has another replica publish within seconds when the one that does loses its connection', async () => {
    const replica = await service.replica();
    const leaders = async (): Promise<number> => {
      const texts = await Promise.all(
        [service.app, replica].map(async (app) => (await app.inject('/metrics')).body),
      );
      return texts.filter((text) => text.includes('relay_leader 1')).length;
    };
    await eventually(async () => expect(await leaders()).toBe(1));

    for (let round = 0; round < 3; round++) {
      await terminateRelay();
      const startedAt = Date.now();
      const event = await announce(1);
      await arrives(event, 1);
      expect(Date.now() - startedAt).toBeLessThan(5_000);
    }
    await eventually(async () => expect(await leaders()).toBe(1));
  }, 60_000);
});
