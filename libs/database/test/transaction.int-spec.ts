import { createDatabase, eventually } from '@clientele/testing';
import { Client } from 'pg';
import {
  atCommit,
  Database,
  DatabaseBusy,
  DatabaseUnavailable,
  dataSourceFor,
  poolOf,
  statement,
  type Tx,
} from '../src';
import { SHORT } from './limits';

describe('a transaction', () => {
  let db: Database;
  let url: string;
  let admin: Client;

  beforeAll(async () => {
    url = await createDatabase();
    const source = dataSourceFor(
      { databaseUrl: url, databasePoolSize: 4 },
      { entities: [], migrations: [] },
      SHORT,
    );
    db = new Database(await source.initialize());
    admin = new Client({ connectionString: url });
    await admin.connect();
    await admin.query('CREATE TABLE rows (id integer PRIMARY KEY, value integer NOT NULL DEFAULT 0)');
  });

  beforeEach(async () => {
    await admin.query('TRUNCATE rows');
    await admin.query('INSERT INTO rows (id) VALUES (1), (2)');
  });

  afterAll(async () => {
    await admin.end();
    await db.source.destroy();
  });

  const add = statement('add', 'UPDATE rows SET value = value + 1 WHERE id = $1');
  const values = async (): Promise<number[]> => {
    const { rows } = await admin.query<{ value: number }>('SELECT value FROM rows ORDER BY id');
    return rows.map(({ value }) => value);
  };
  const pidOf = async (tx: Tx): Promise<number> => {
    const [{ pid }] = await tx.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
    return pid;
  };
  const terminate = async (tx: Tx): Promise<void> => {
    await admin.query('SELECT pg_terminate_backend($1)', [await pidOf(tx)]);
  };

  it('sends a last statement with the commit, and commits nothing if it fails', async () => {
    const takeId = statement('take-id', 'INSERT INTO rows (id) VALUES ($1)');

    await db.transaction(
      (tx) => add.rows(tx, [1]),
      () => ({ statement: add, parameters: [2] }),
    );
    const failed = db.transaction(
      (tx) => add.rows(tx, [1]),
      () => ({ statement: takeId, parameters: [2] }),
    );

    await expect(failed).rejects.toMatchObject({ constraint: 'rows_pkey' });
    expect(await values()).toEqual([1, 1]);
  });

  it('sends what was left for the commit in its order, and commits nothing if one of it fails', async () => {
    const takeId = statement('take-id', 'INSERT INTO rows (id) VALUES ($1)');
    const leave = (ids: readonly number[], marked: number) =>
      db.transaction(async (tx) => {
        for (const id of ids) atCommit(tx, takeId, [id]);
        atCommit(tx, add, [marked]);
        await add.rows(tx, [1]);
      });

    await leave([3, 4], 4);
    await expect(leave([5, 2, 6], 4)).rejects.toMatchObject({ constraint: 'rows_pkey' });

    expect(await values()).toEqual([1, 0, 0, 1]);
  });

  it('commits nothing of what was left for the commit when the connection is cut before it', async () => {
    const cut = statement('cut', 'SELECT pg_terminate_backend(pg_backend_pid())');
    let attempts = 0;

    const lost = db.transaction(async (tx) => {
      attempts++;
      await add.rows(tx, [1]);
      atCommit(tx, add, [2]);
      atCommit(tx, cut, []);
    });

    await expect(lost).rejects.toThrow(DatabaseUnavailable);
    expect(attempts).toBe(1);
    expect(await values()).toEqual([0, 0]);
  });

  it('commits nothing if the last statement cannot be made', async () => {
    const failed = db.transaction(
      (tx) => add.rows(tx, [1]),
      () => {
        throw new Error('not to be written as JSON');
      },
    );

    await expect(failed).rejects.toThrow('not to be written as JSON');
    expect(await values()).toEqual([0, 0]);
  });

  it('runs again after a deadlock, until both have what they wanted', async () => {
    let attempts = 0;
    let meet: () => void = () => undefined;
    const met = new Promise<void>((resolve) => (meet = resolve));
    const both = (first: number, second: number): Promise<void> =>
      db.transaction(async (tx) => {
        await add.rows(tx, [first]);
        if (++attempts === 2) meet();
        await met;
        await add.rows(tx, [second]);
      });

    await Promise.all([both(1, 2), both(2, 1)]);

    expect(await values()).toEqual([2, 2]);
    expect(attempts).toBe(3);
  });

  it('runs again after a serialisation failure', async () => {
    let attempts = 0;

    await db.transaction(async (tx) => {
      await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await tx.query('SELECT value FROM rows');
      if (++attempts === 1) await admin.query('UPDATE rows SET value = 10');
      await add.rows(tx, [1]);
    });

    expect(attempts).toBe(2);
    expect(await values()).toEqual([11, 10]);
  });

  it('gives up after five attempts and says that the database is busy', async () => {
    let attempts = 0;
    const work = async (): Promise<never> => {
      attempts++;
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    };

    await expect(db.transaction(work)).rejects.toThrow(DatabaseBusy);
    expect(attempts).toBe(5);
  });

  it('runs once more when the connection is lost before the commit', async () => {
    let attempts = 0;

    await db.transaction(async (tx) => {
      await add.rows(tx, [1]);
      if (++attempts === 1) await terminate(tx);
      await add.rows(tx, [2]);
    });

    expect(attempts).toBe(2);
    expect(await values()).toEqual([1, 1]);
  });

  it('reports a connection that is lost with the commit, and does not repeat it', async () => {
    let attempts = 0;
    const lost = db.transaction(async (tx) => {
      attempts++;
      await add.rows(tx, [1]);
      await terminate(tx);
    });

    await expect(lost).rejects.toThrow(DatabaseUnavailable);
    expect(attempts).toBe(1);
  });

  it('is no success when a statement failed and nobody said so', async () => {
    const silent = db.transaction(async (tx) => {
      await add.rows(tx, [1]);
      await tx.query('INSERT INTO rows (id) VALUES (1)').catch(() => undefined);
    });

    await expect(silent).rejects.toThrow('its failure was not passed on');
    expect(await values()).toEqual([0, 0]);
  });

  it.each([
    ['a prepared statement', (tx: Tx) => add.rows(tx, [2])],
    ['a query', (tx: Tx) => tx.query('UPDATE rows SET value = value + 1 WHERE id = 2')],
  ])('lets %s that was not waited for do nothing outside of it', async (_, late) => {
    let over: () => void = () => undefined;
    let forgotten: Promise<unknown> = Promise.resolve();
    const ended = new Promise<void>((resolve) => (over = resolve));

    await db.transaction(async (tx) => {
      forgotten = ended.then(() => late(tx));
      forgotten.catch(() => undefined);
    });
    over();

    await expect(forgotten).rejects.toThrow(/transaction is over|already released/);
    expect(await values()).toEqual([0, 0]);
  });

  it('stops what runs beside the part that failed', async () => {
    const slow = async (tx: Tx): Promise<void> => {
      await tx.query('SELECT pg_sleep(0.05)');
      await add.rows(tx, [2]);
    };
    let beside: Promise<void> = Promise.resolve();

    await expect(
      db.transaction(async (tx) => {
        beside = slow(tx);
        beside.catch(() => undefined);
        await Promise.all([beside, Promise.reject(new Error('refused'))]);
      }),
    ).rejects.toThrow('refused');

    await expect(beside).rejects.toThrow('The transaction is over');
    expect(await values()).toEqual([0, 0]);
  });

  it('does not lend prepared statements a connection without a transaction', async () => {
    await expect(add.rows(db.manager, [1])).rejects.toThrow('A transaction is needed');
  });

  it('keeps the connections of what failed by itself, and discards lost ones', async () => {
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        db.transaction(async (tx) => {
          await add.rows(tx, [1]);
          if (i % 5 === 0) await terminate(tx);
          throw new Error('refused');
        }),
      ),
    );

    // A connection that was lost leaves the pool a moment later.
    await eventually(async () => {
      const { totalCount, idleCount, waitingCount } = poolOf(db.source);
      expect([waitingCount, idleCount]).toEqual([0, totalCount]);
    });
    await Promise.all([1, 2, 3, 4].map(() => db.transaction((tx) => add.rows(tx, [1]))));
    expect(await values()).toEqual([4, 0]);
  });

  it('fails, and does not hang, when all connections are taken', async () => {
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => (free = resolve));
    const taken = Array.from({ length: 4 }, () => db.transaction(() => freed));
    const startedAt = Date.now();

    await expect(db.transaction((tx) => add.rows(tx, [1]))).rejects.toThrow(DatabaseUnavailable);
    await expect(add.rows(db, [1])).rejects.toThrow(DatabaseUnavailable);

    expect(Date.now() - startedAt).toBeLessThan(2_000);
    free();
    await Promise.all(taken);
  });

  it('waits for a lock for a while only, and says that the database is busy', async () => {
    await admin.query('BEGIN; UPDATE rows SET value = 1 WHERE id = 1');

    await expect(db.transaction((tx) => add.rows(tx, [1]))).rejects.toThrow(DatabaseBusy);
    await admin.query('ROLLBACK');
  });
});
