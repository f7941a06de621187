import { eventually, ModuleProcess, TestService } from '@clientele/testing';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Logger } from '@nestjs/common';
import { join } from 'node:path';
import { Client } from 'pg';
import { ConsumerHost } from '../src';
import { AppModule, anEvent, happened } from './app';
import { DEADLY } from './deadly-app';

// JetStream delivers again soon.
jest.mock('../src/patience', () => ({ ACK_WAIT_MS: 2_000, PULL_MS: 1_000, AWAY_MS: 400 }));

describe('a process that is killed at a parcel', () => {
  let service: TestService;
  let holder: Client;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    Logger.overrideLogger(false);
    // What is delivered here is left to others.
    await service.app.get(ConsumerHost).beforeApplicationShutdown();
    holder = new Client({ connectionString: process.env['DATABASE_URL'] });
    await holder.connect();
  });

  afterAll(async () => {
    await holder.end();
    await service.stop();
  });

  const serve = (file: string): Promise<ModuleProcess> => {
    const { DATABASE_URL = '', IDENTITY_URL = '', NATS_URL = '' } = process.env;
    return ModuleProcess.serve(join(__dirname, file), {
      ...{ DATABASE_URL, IDENTITY_URL, NATS_URL, LOG_LEVEL: 'error' },
    });
  };
  const noted = async (): Promise<string[]> =>
    (await service.db.manager.query<{ id: string }[]>('SELECT event_id AS id FROM notes ORDER BY 1')).map(
      ({ id }) => id,
    );

  /** Has the message that is next delivered so many times without anything coming of it. */
  const refused = async (times: number): Promise<void> => {
    const nats = await connect({ servers: service.nats.url });
    const consumer = await jetstream(nats).consumers.get('ORDERS', 'orders-notes');
    for (let i = 0; i < times; i++) (await consumer.next())?.nak();
    await nats.close();
  };

  it('leaves what it had not handled to another, which handles nothing a second time', async () => {
    const events = Array.from({ length: 12 }, (_, i) => anEvent(i)).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    const ids = events.map(({ id }) => id);
    const other = await serve('app.ts');
    // As if somebody else were at half of them.
    await holder.query('BEGIN');
    await holder.query(`INSERT INTO inbox (consumer, event_id) SELECT 'orders-notes', unnest($1::uuid[])`, [
      ids.slice(6),
    ]);
    await service.events.publishText(happened.type, JSON.stringify(events));
    await eventually(async () => expect(await noted()).toEqual(ids.slice(0, 6)));

    await other.kill();
    await holder.query('ROLLBACK');
    const replica = await service.replica();

    await eventually(async () => expect(await noted()).toEqual(ids));
    await service.events.handledBy('orders-notes', happened.type);
    expect(await noted()).toEqual(ids);
    await replica.close();
  });

  it('and at others before, leaves the one event to blame aside, and it alone', async () => {
    const [before, deadly, after] = [anEvent(1), anEvent(DEADLY), anEvent(3)];
    const known = await noted();
    const count = (sql: string) => service.db.manager.query<{ id: string; reason: string }[]>(sql);
    // As two processes left it that were at nothing else when they were lost.
    await service.db.manager.query(
      `INSERT INTO suspects (consumer, event_id, begun) VALUES ('orders-notes', $1, 2)`,
      [deadly.id],
    );
    await service.events.publishText(happened.type, JSON.stringify([before, deadly, after]));
    await refused(2);

    const other = await serve('deadly-app.ts');
    await other.exit();
    const suspected = await count('SELECT event_id AS id FROM suspects');
    await service.replica();
    await service.events.handledBy('orders-notes', happened.type);

    expect(suspected).toEqual([{ id: deadly.id }]);
    expect(await noted()).toEqual([...known, before.id, after.id].toSorted());
    expect(await count('SELECT event_id AS id, reason FROM dead_letters')).toEqual([
      { id: deadly.id, reason: 'The process was lost 3 times while it handled this' },
    ]);
    expect(await count('SELECT event_id AS id FROM suspects')).toEqual([]);
  }, 60_000);
});
