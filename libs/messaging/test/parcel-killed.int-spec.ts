import { eventually, ModuleProcess, TestService } from '@clientele/testing';
import { Logger } from '@nestjs/common';
import { join } from 'node:path';
import { Client } from 'pg';
import { ConsumerHost } from '../src';
import { AppModule, anEvent, happened } from './app';

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

  const noted = async (): Promise<string[]> =>
    (await service.db.manager.query<{ id: string }[]>('SELECT event_id AS id FROM notes ORDER BY 1')).map(
      ({ id }) => id,
    );

  it('leaves what it had not handled to another, which handles nothing a second time', async () => {
    const events = Array.from({ length: 12 }, (_, i) => anEvent(i)).toSorted((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    const ids = events.map(({ id }) => id);
    const { DATABASE_URL = '', IDENTITY_URL = '', NATS_URL = '' } = process.env;
    const other = await ModuleProcess.serve(join(__dirname, 'app.ts'), {
      ...{ DATABASE_URL, IDENTITY_URL, NATS_URL, LOG_LEVEL: 'error' },
    });
    // As if somebody else were at half of them.
    await holder.query('BEGIN');
    await holder.query(`INSERT INTO inbox (consumer, event_id) SELECT 'orders-notes', unnest($1::uuid[])`, [
      ids.slice(6),
    ]);
    await service.events.publishText(happened.type, JSON.stringify(events));
    await eventually(async () => expect(await noted()).toEqual(ids.slice(0, 6)));

    await other.kill();
    await holder.query('ROLLBACK');
    await service.replica();

    await eventually(async () => expect(await noted()).toEqual(ids));
    await service.events.handledBy('orders-notes', happened.type);
    expect(await noted()).toEqual(ids);
  });
});
