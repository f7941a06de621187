import { eventually, ModuleProcess, type TestService } from '@clientele/testing';
import { ClaimedKeys } from '../src/imports/claimed-keys';
import type { ImportView } from '../src/imports/imports.views';
import { Logger } from '@nestjs/common';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { register, someone, startIdentity } from './identity';
import { Importer } from './imports';

const HEADER = 'firstName;lastName;email';
/** As many as a step has. */
const STEP = 500;

/** Customers called Hold, and addresses in Hold, are written when the lock 77 is free. */
const HOLD = `
  CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(77);
    RETURN NEW;
  END $$;
  CREATE TRIGGER hold BEFORE INSERT OR UPDATE ON customers FOR EACH ROW
    WHEN (NEW.last_name = 'Hold') EXECUTE FUNCTION hold();
  CREATE TRIGGER hold BEFORE INSERT ON addresses FOR EACH ROW WHEN (NEW.city = 'Hold') EXECUTE FUNCTION hold()`;

/** The last that a plan looks at are the rules of the form. */
const SECOND = {
  planned: "a.state = 'idle in transaction' AND a.query LIKE '%form_rules%'",
  waiting: "a.wait_event_type = 'Lock' AND a.wait_event <> 'advisory'",
};

/** Transactions that have claimed keys or looked whom their rows are about, or are about to. */
const STEPS_AT_WORK = `
  FROM pg_stat_activity a
  WHERE a.datname = current_database() AND EXISTS (
    SELECT FROM pg_locks l
    WHERE l.pid = a.pid AND (l.relation = 'customers'::regclass AND l.mode = 'RowShareLock'
                             OR l.relation = 'import_keys'::regclass AND l.mode = 'RowExclusiveLock'))`;

describe('a step of an import that is planned while the one before it is written', () => {
  let service: TestService;
  let importer: Importer;
  let letGo: () => Promise<void>;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-imports-')) });
    importer = await Importer.of(service);
    await service.db.manager.query(HOLD);
  });

  afterAll(() => service.stop());

  beforeEach(async () => {
    const runner = service.db.source.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock(77)');
    letGo = async () => {
      if (runner.isReleased) return;
      await runner.query('SELECT pg_advisory_unlock(77)');
      await runner.release();
    };
  });

  afterEach(() => {
    jest.restoreAllMocks();
    return letGo();
  });

  const numberOf = async (sql: string): Promise<number> => {
    const [row] = await service.db.manager.query<[{ n: number }]>(`SELECT count(*)::integer AS n ${sql}`);
    return row.n;
  };
  /** Rows of two steps, the first of which is held when it is written. */
  const rows = (name: string): string[] =>
    Array.from({ length: STEP + 100 }, (_, i) => `Ada;${i === 0 ? 'Hold' : 'Good'};${name}.${i}@example.com`);
  const fileOf = (lines: readonly string[]): string => `${HEADER}\n${lines.join('\n')}\n`;
  /** Waits until the first step is held, and the second has planned or waits for what the first has; of so many imports. */
  const overlap = (second: 'planned' | 'waiting', imports = 1): Promise<void> =>
    eventually(async () => {
      expect(await numberOf(`${STEPS_AT_WORK} AND a.wait_event = 'advisory'`)).toBe(imports);
      expect(await numberOf(`${STEPS_AT_WORK} AND ${SECOND[second]}`)).toBe(imports);
    });
  const sent = async (lines: readonly string[], options?: string): Promise<string> =>
    (await importer.send(fileOf(lines), options)).body.id;
  const goOn = async (id: string): Promise<ImportView> => {
    await letGo();
    return importer.ended(id);
  };

  it('commits after it', async () => {
    const id = await sent(rows('order'));
    await overlap('planned');

    const seen = await numberOf("FROM customers WHERE email LIKE 'order.%'");

    expect(seen).toBe(0);
    expect((await goOn(id)).counts).toMatchObject({ rows: STEP + 100, created: STEP + 100, refused: 0 });
  });

  it.each([
    ['in a file of usual size, without waiting for it', 'planned', ClaimedKeys.most],
    ['in a larger one', 'waiting', 2],
  ] as const)('sees rows of it that are about the same %s', async (_, second, most) => {
    jest.replaceProperty(ClaimedKeys, 'most', most);
    const lines = rows(`twice.${second}`);
    lines[STEP + 7] = `Ada;Other;${lines[3]?.split(';')[2]}`;
    const id = await sent(lines);
    await overlap(second);

    const ended = await goOn(id);

    expect(ended.counts).toMatchObject({ created: STEP + 99, refused: 1 });
    expect(await importer.report(id)).toEqual([
      expect.stringMatching(/^509,email,duplicate-in-file,.*row 5,/),
    ]);
    expect(await numberOf('FROM import_keys')).toBe(0);
  });

  it('takes what it makes free', async () => {
    const leaving = await register(service, someone({ email: 'leaving@example.com' }));
    const coming = await register(service);
    const { number } = leaving.body.customer;
    const lines = rows('free').map((line) => `;${line}`);
    lines[0] = `${number};Ada;Hold;left@example.com`;
    lines[STEP + 1] = `${coming.body.customer.number};Ada;Came;leaving@example.com`;
    const { body } = await importer.send(`number;${fileOf(lines)}`, 'match=number');
    await overlap('planned');

    const ended = await goOn(body.id);

    expect(ended.counts).toMatchObject({ updated: 2, created: STEP + 98, refused: 0 });
  });

  it('is thrown away and planned again when the database refuses a row of it', async () => {
    jest.spyOn(Logger.prototype, 'error').mockReturnValue();
    await service.db.manager.query(
      `ALTER TABLE customers ADD CONSTRAINT poison CHECK (last_name <> 'Poison')`,
    );
    const lines = rows('refused');
    lines[9] = 'Ada;Poison;refused.9@example.com';
    lines[STEP + 7] = `Ada;Other;${lines[3]?.split(';')[2]}`;
    const id = await sent(lines);
    await overlap('planned');

    const ended = await goOn(id);

    await service.db.manager.query('ALTER TABLE customers DROP CONSTRAINT poison');
    expect(ended).toMatchObject({
      state: 'done',
      counts: { rows: STEP + 100, created: STEP + 98, refused: 2 },
    });
    expect((await importer.report(id)).map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      '11,,not-accepted',
      '509,email,duplicate-in-file',
    ]);
    expect(await numberOf("FROM customers WHERE email LIKE 'refused.%'")).toBe(STEP + 98);
  });

  it('is not written when the import is cancelled', async () => {
    const id = await sent(rows('cancelled'));
    await overlap('planned');
    await importer.api.post(`/v1/imports/${id}/cancel`);

    const ended = await goOn(id);

    expect(ended).toMatchObject({ state: 'cancelled', counts: { created: STEP } });
    expect(await numberOf("FROM customers WHERE email LIKE 'cancelled.%'")).toBe(STEP);
  });

  it('is undone with it when their process is killed: another one does both', async () => {
    const { PATH: _, ...environment } = process.env as Record<string, string>;
    const other = await ModuleProcess.serve(resolve('apps/identity/src/app.module.ts'), environment);
    // One process has its hands full with the first, so the other one takes the second.
    const ids = [await sent(rows('kept'))];
    await overlap('planned');
    ids.push(await sent(rows('killed')));
    await overlap('planned', 2);

    await other.kill();
    await service.db.manager.query(
      "UPDATE jobs SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1",
      ids.slice(1),
    );
    await letGo();

    for (const id of ids)
      expect(await importer.ended(id)).toMatchObject({
        state: 'done',
        counts: { rows: STEP + 100, created: STEP + 100, refused: 0 },
      });
    expect(await numberOf("FROM customers WHERE email LIKE 'killed.%'")).toBe(STEP + 100);
  }, 60_000);

  it('waits for addresses of the same customer', async () => {
    const { body } = await register(service, someone({ email: 'many@example.com' }));
    const lines = Array.from(
      { length: STEP + 100 },
      (_, i) =>
        `many@example.com;a${i};A;B;Road ${i};${i === 0 ? 'Hold' : 'Dublin'};IE;${i === 3 || i === STEP + 3 ? '1' : ''}`,
    );
    const { body: job } = await importer.send(
      `customerEmail;alias;firstName;lastName;line1;city;country;defaultDelivery\n${lines.join('\n')}`,
      'of=addresses&match=email',
    );
    await overlap('waiting');

    const ended = await goOn(job.id);

    expect(ended.counts).toMatchObject({ created: STEP + 100, refused: 0 });
    expect(
      await numberOf(
        `FROM addresses WHERE customer_id = '${body.customer.id}' AND default_delivery AND alias = 'a${STEP + 3}'`,
      ),
    ).toBe(1);
  });
});
