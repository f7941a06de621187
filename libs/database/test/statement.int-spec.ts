import { createDatabase } from '@clientele/testing';
import { Database, dataSourceFor, dynamicStatement, type Statement, statement } from '../src';

describe('statements', () => {
  let db: Database;

  beforeAll(async () => {
    const source = dataSourceFor(
      { databaseUrl: await createDatabase(), databasePoolSize: 2 },
      { entities: [], migrations: [] },
    );
    db = new Database(await source.initialize());
  });

  afterAll(() => db.source.destroy());

  const prepared = () =>
    statement<{ statement: string }>(
      'prepared',
      `SELECT statement FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1%' ORDER BY statement`,
    );

  it('prepares each text of a dynamic statement once, and runs it with other values', async () => {
    const sql = (columns: number) => `SELECT $1::integer AS a${', 1'.repeat(columns)}`;

    const texts = await db.transaction(async (tx) => {
      for (const columns of [1, 2]) {
        for (const value of [7, 8]) {
          const rows = await dynamicStatement<{ a: number }>(sql(columns)).rows(tx, [value]);
          expect(rows[0]?.a).toBe(value);
        }
      }
      return (await prepared().rows(tx)).map((row) => row.statement);
    });

    expect(texts).toEqual([sql(1), sql(2)]);
  });

  it('sends what exceeds the number of texts it keeps unprepared', async () => {
    const sql = (i: number) => `SELECT $1::integer + ${i} AS sum`;

    const count = await db.transaction(async (tx) => {
      for (let i = 0; i < 300; i++) await dynamicStatement(sql(i)).rows(tx, [1]);
      return (await prepared().rows(tx)).length;
    });

    expect(count).toBe(256);
    expect(await dynamicStatement<{ sum: number }>(sql(299)).first(db, [1])).toEqual({ sum: 300 });
  });

  it('has lists planned for their values and all else for any, whichever connection they come upon', async () => {
    const sql = "SELECT current_setting('plan_cache_mode') AS mode";
    const list = dynamicStatement<{ mode: string }>(sql);
    const hot = statement<{ mode: string }>('mode', sql);
    const mode = async (rows: Promise<{ mode: string }[]>) => (await rows).map((row) => row.mode).join();
    const all = () => [list.rows(db), hot.rows(db), list.rows(db), hot.rows(db)].map(mode);

    for (let round = 0; round < 5; round++)
      expect(await Promise.all(all())).toEqual([
        'force_custom_plan',
        'force_generic_plan',
        'force_custom_plan',
        'force_generic_plan',
      ]);
    const inTransaction = await db.transaction(async (tx) => [
      ...(await hot.rows(tx)),
      ...(await list.rows(tx)),
      ...(await hot.rows(tx)),
    ]);

    expect(inTransaction.map((row) => row.mode)).toEqual([
      'force_generic_plan',
      'force_custom_plan',
      'force_generic_plan',
    ]);
  });

  it('tells two statements of one name apart', async () => {
    const one = statement<{ answer: number }>('same', 'SELECT 1 AS answer');
    const two = statement<{ answer: number }>('same', 'SELECT 2 AS answer');

    await db.transaction(async (tx) => {
      expect(await one.first(tx)).toEqual({ answer: 1 });
      expect(await two.first(tx)).toEqual({ answer: 2 });
    });
  });

  it.each([
    ['on the pool', (read: Statement<object>) => read.first(db)],
    ['in a transaction', (read: Statement<object>) => db.transaction((tx) => read.first(tx))],
  ])('goes on %s after a migration changed what it returns', async (where, run) => {
    const table = `things_${where.replaceAll(' ', '_')}`;
    await db.manager.query(`CREATE TABLE ${table} AS SELECT 1 AS a`);
    const read = statement(table, `SELECT * FROM ${table}`);
    await Promise.all([1, 2, 3, 4].map(() => run(read)));

    await db.manager.query(`ALTER TABLE ${table} ADD COLUMN b integer`);

    expect(await Promise.all([1, 2, 3, 4].map(() => run(read)))).toEqual(
      Array.from({ length: 4 }, () => ({ a: 1, b: null })),
    );
  });
});
