import type { DomainEvent } from '@clientele/contracts';
import { Outbox } from '@clientele/messaging';
import { anOperator, eventually, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule, anEvent } from './app';

const WAITING = 'published_at IS NULL AND bulk_aggregates IS NOT NULL';

describe('what is told in bulk', () => {
  let service: TestService;
  let outbox: Outbox;

  beforeAll(async () => {
    service = await TestService.start({ module: AppModule });
    outbox = service.app.get(Outbox);
  });

  afterEach(async () => {
    await jobEnds();
    await eventually(async () => {
      if ((await countOf(`outbox WHERE ${WAITING}`)) > 0) throw new Error('Some of it waits.');
    });
  });

  afterAll(() => service.stop());

  const query = (sql: string, ...parameters: unknown[]) => service.db.manager.query(sql, parameters);
  const countOf = async (sql: string): Promise<number> =>
    Number((await service.db.manager.query<[{ count: string }]>(`SELECT count(*) FROM ${sql}`))[0].count);
  const tell = (...events: DomainEvent[]) => service.db.transaction((tx) => outbox.add(tx, ...events));
  const tellInBulk = (...events: DomainEvent[]) =>
    service.db.transaction(async (tx) => {
      await outbox.tellInBulk(tx);
      await outbox.add(tx, ...events);
    });
  /** A job at work told something just now, however long the test takes. */
  const jobWorks = (): Promise<void> =>
    query(`UPDATE outbox SET created_at = now() + interval '1 day' WHERE ${WAITING}`);
  const jobEnds = (): Promise<void> =>
    query(`UPDATE outbox SET created_at = now() - interval '3 seconds' WHERE ${WAITING}`);
  const numbersOf = async (aggregateId: string): Promise<number[]> => {
    const rows = await service.db.manager.query<{ number: number }[]>(
      'SELECT number FROM notes WHERE aggregate_id = $1 ORDER BY position',
      [aggregateId],
    );
    return rows.map(({ number }) => number);
  };
  const arrives = (aggregateId: string, ...numbers: number[]): Promise<void> =>
    eventually(async () => expect(await numbersOf(aggregateId)).toEqual(numbers));
  const terminateRelay = () =>
    query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'outbox-relay' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)`,
    );

  it('lets pass what others tell, and is told when the job is over', async () => {
    const [customer, other] = [uuidv7(), uuidv7()];
    await tellInBulk(anEvent(1, customer), ...Array.from({ length: 150 }, () => anEvent()));
    await jobWorks();

    await tell(anEvent(1, other));
    await arrives(other, 1);
    expect(await numbersOf(customer)).toEqual([]);

    await jobEnds();
    await arrives(customer, 1);
  });

  it('is told soon after the last of it, if whoever told it says nothing more', async () => {
    const customer = uuidv7();

    await tellInBulk(anEvent(1, customer));

    await arrives(customer, 1);
  });

  it('goes before what is told of the same thing, and all that it needs goes with it', async () => {
    const [ada, bob, cy, dee] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await tellInBulk(anEvent(1, ada), anEvent(1, bob));
    await tellInBulk(anEvent(2, bob), anEvent(1, cy));
    await tellInBulk(anEvent(1, dee));
    await jobWorks();

    await tell(anEvent(2, cy));

    await arrives(cy, 1, 2);
    await arrives(bob, 1, 2);
    await arrives(ada, 1);
    expect(await numbersOf(dee)).toEqual([]);
  });

  it('goes before what many tell of the same things at the same time', async () => {
    const customers = Array.from({ length: 40 }, () => uuidv7());
    await tellInBulk(...customers.map((id) => anEvent(1, id)));
    await jobWorks();

    await Promise.all(customers.map((id) => tell(anEvent(2, id))));

    for (const id of customers) await arrives(id, 1, 2);
  });

  it('keeps its order where a transaction commits late', async () => {
    const [late, early] = [uuidv7(), uuidv7()];
    let committed = Promise.resolve();
    let commit = (): void => undefined;
    const told = new Promise<void>((isTold) => {
      const held = new Promise<void>((resolve) => (commit = resolve));
      committed = service.db.transaction(async (tx) => {
        await outbox.tellInBulk(tx);
        await outbox.add(tx, anEvent(1, late));
        isTold();
        await held;
      });
    });
    await told;
    await tellInBulk(anEvent(1, early));
    await jobWorks();
    await tell(anEvent(2, early));
    await arrives(early, 1, 2);

    commit();
    await committed;
    await jobWorks();
    await tell(anEvent(2, late));

    await arrives(late, 1, 2);
  });

  it('waits no longer than a minute for a job that goes on', async () => {
    const [old, young] = [uuidv7(), uuidv7()];
    await tellInBulk(anEvent(1, old));
    await tellInBulk(anEvent(1, young));
    await jobWorks();

    await query(
      `UPDATE outbox SET created_at = now() - interval '61 seconds' WHERE ${WAITING} AND bulk_aggregates @> ARRAY[$1::uuid]`,
      old,
    );

    await arrives(old, 1);
    expect(await numbersOf(young)).toEqual([]);
  });

  it('is known to the replica that publishes next, which keeps the order, too', async () => {
    const customers = Array.from({ length: 450 }, () => uuidv7());
    await service.replica();
    // More rows than are taken note of at once.
    for (const customer of customers) await tellInBulk(anEvent(1, customer));
    await jobWorks();
    const [first = '', last = ''] = [customers[0], customers.at(-1)];

    await terminateRelay();
    await Promise.all([tell(anEvent(2, last)), tell(anEvent(2, first))]);

    await arrives(last, 1, 2);
    await arrives(first, 1, 2);
    await eventually(async () => expect(await countOf(`outbox WHERE ${WAITING}`)).toBe(448));
  });

  it('is no backlog that others wait for, nor an age that alarms', async () => {
    const operator = await service.api.as(anOperator());
    await tellInBulk(...Array.from({ length: 30 }, () => anEvent()));
    await jobWorks();
    await query(`UPDATE outbox SET created_at = now() - interval '50 seconds' WHERE ${WAITING}`);
    await tellInBulk(anEvent());
    await query(
      `UPDATE outbox SET created_at = now() + interval '1 day' WHERE position = (SELECT max(position) FROM outbox)`,
    );

    const { body } = await operator.get<{ outbox: Record<string, number> }>('/v1/ops/orders/status');
    const metrics = (await service.app.inject('/metrics')).body;

    expect(body.outbox).toMatchObject({ pending: 0, oldestSeconds: 0, heldBack: 31 });
    expect(body.outbox['heldBackSeconds']).toBeGreaterThanOrEqual(50);
    expect(metrics).toMatch(/^outbox_oldest_unpublished_seconds 0$/m);
    expect(metrics).toMatch(/^outbox_held_back 31$/m);
  });

  it('has its place in the one order when it is published again', async () => {
    const customer = uuidv7();
    await tellInBulk(anEvent(1, customer));
    await eventually(async () => expect(await countOf('outbox WHERE published_at IS NULL')).toBe(0));
    const operator = await service.api.as(anOperator());

    await operator.post('/v1/ops/orders/outbox/republish', { since: new Date(0).toISOString() });

    expect(await countOf('outbox WHERE bulk_aggregates IS NOT NULL')).toBe(0);
  });
});
