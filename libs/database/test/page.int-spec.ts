import { createDatabase } from '@clientele/testing';
import fc from 'fast-check';
import {
  CursorNotValid,
  Database,
  dataSourceFor,
  type PageDefinition,
  type PageSql,
  pageSql,
  toPage,
} from '../src';

const page: PageDefinition = {
  sortable: {
    name: { sql: 't.name', type: 'text' },
    at: { sql: 't.at', type: 'timestamptz' },
    amount: { sql: 't.amount', type: 'numeric', nullable: true },
    day: { sql: 't.day', type: 'date', nullable: true },
    flag: { sql: 't.flag', type: 'boolean' },
    flagThenAt: { sql: 't.flag', type: 'boolean', then: { sql: 't.at', type: 'timestamptz' } },
  },
  defaultSort: 'name',
  key: { sql: 't.id', type: 'uuid' },
};
const ROWS = 5_000;

describe('pages of a table', () => {
  let db: Database;

  beforeAll(async () => {
    const source = dataSourceFor(
      { databaseUrl: await createDatabase(), databasePoolSize: 4 },
      { entities: [], migrations: [] },
    );
    db = new Database(await source.initialize());
    // Many ties, many missing values, instants that differ by microseconds.
    await db.manager.query(`
      CREATE TABLE t AS
      SELECT gen_random_uuid() AS id,
             (ARRAY['Ng', 'O''Neill', 'Žižek', '', 'a"b\\c', '日本', 'Ng '])[1 + i % 7] AS name,
             timestamptz '2026-03-29 00:59:59.999990+00' + (i % 40) * interval '1 microsecond' AS at,
             CASE WHEN i % 3 = 0 THEN NULL ELSE (i % 11) / 7.0 END AS amount,
             CASE WHEN i % 4 = 0 THEN NULL ELSE date '2026-01-01' + i % 5 END AS day,
             i % 2 = 0 AS flag
      FROM generate_series(1, ${ROWS}) AS i;
      CREATE INDEX ON t (name, at, id);
      ANALYZE t`);
  });

  afterAll(() => db.source.destroy());

  const read = async (sort: string, limit: number, cursor?: string, from?: (sql: PageSql) => string) => {
    const parameters: unknown[] = [];
    const sql = pageSql(page, { limit, sort, cursor }, parameters);
    const rows = await db.manager.query<{ cursor: string; id: string }[]>(
      `SELECT ${sql.cursorColumn}, t.id FROM ${from?.(sql) ?? 't'} WHERE ${sql.after} ${sql.orderAndLimit}`,
      parameters,
    );
    return toPage(rows, page, { limit, sort, cursor }, ({ id }) => id);
  };

  const readAll = async (sort: string, from?: (sql: PageSql) => string): Promise<string[]> => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await read(sort, 199, cursor, from);
      ids.push(...items);
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  };

  const allBy = async (sort: string): Promise<string[]> => {
    const parameters: unknown[] = [];
    const { orderAndLimit } = pageSql(page, { limit: ROWS, sort }, parameters);
    const rows = await db.manager.query<{ id: string }[]>(`SELECT t.id FROM t ${orderAndLimit}`, parameters);
    return rows.map(({ id }) => id);
  };

  it.each([
    'name',
    '-name',
    'at',
    '-at',
    'amount',
    '-amount',
    'day,-at',
    'amount,-day,name',
    '-flag,at,-name',
    'name,-amount,flag,-day,at',
    '-flagThenAt',
  ])('hold every row once, in order, when sorted by %s', async (sort) => {
    const ids = await readAll(sort);

    expect(ids).toEqual(await allBy(sort));
    expect(new Set(ids).size).toBe(ROWS);
  });

  it.each(['flagThenAt', '-flagThenAt', 'flag,-at,name', '-flag,amount'])(
    'are the same put together from a page of each value, when sorted by %s',
    async (sort) => {
      const ofValue = (value: string, { among }: PageSql): string =>
        `(SELECT * FROM t WHERE t.flag = ${value} AND ${among(value).after} ${among(value).orderAndLimit})`;

      const ids = await readAll(
        sort,
        (sql) => `(${ofValue('true', sql)} UNION ALL ${ofValue('false', sql)}) t`,
      );

      expect(ids).toEqual(await allBy(sort));
    },
  );

  it('find the place to go on from in an index, also where directions differ', async () => {
    const { nextCursor } = await read('name,-at', 100);
    const parameters: unknown[] = [];
    const sql = pageSql(page, { limit: 10, sort: 'name,-at', cursor: nextCursor ?? '' }, parameters);

    const plan = await db.manager.query<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN SELECT t.id FROM t WHERE ${sql.after} ${sql.orderAndLimit}`,
      parameters,
    );

    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index Cond: \(name >= /);
  });

  it('answer an altered cursor with a problem of the caller, never with one of ours', async () => {
    const values = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constant(null),
      fc.integer(),
      fc.constant({}),
    );
    const cursors = fc
      .tuple(fc.constantFrom('name', 'amount', '-at', 'day,-at'), fc.array(values, { maxLength: 4 }))
      .map(([sort, list]) => ({
        sort,
        cursor: Buffer.from(JSON.stringify([sort, JSON.stringify(list)])).toString('base64url'),
      }));

    await fc.assert(
      fc.asyncProperty(cursors, async ({ sort, cursor }) => {
        const failure: unknown = await read(sort, 5, cursor).then(
          () => undefined,
          (error: unknown) => error,
        );
        const { code } = (failure ?? {}) as { code?: string };
        if (failure !== undefined && !(failure instanceof CursorNotValid)) {
          // What the types of the columns refuse is answered with 422 by its SQLSTATE.
          expect(['22P02', '22007', '22008', '22003', '22021']).toContain(code);
        }
      }),
      { numRuns: 300 },
    );
  });
});
