import { eventually, ModuleProcess, type TestService } from '@clientele/testing';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startIdentity } from './identity';
import { Importer } from './imports';

const ROWS = 3_000;
const REFUSED = ROWS / 100 + 1;
const CREATED = ROWS - REFUSED;
/** One row in a hundred has a title that nobody has, and near the end there is one about the same as the first. */
const file = (name: string): string =>
  `firstName;lastName;email;title\n${Array.from({ length: ROWS }, (_, i) => `Ada;Lovelace;${name}.${i === ROWS - 2 ? 0 : i}@example.com;${i % 100 === 99 ? 'Kaiser' : 'Ms'}\n`).join('')}`;

/** SQL of the registrations that the outbox holds, one by one or in parcels. */
const TOLD = `(
  SELECT event FROM outbox WHERE type = 'identity.customer.registered.v1' AND events = 1
  UNION ALL SELECT json_array_elements(event) FROM outbox
  WHERE type = 'identity.customer.registered.v1' AND events > 1) told`;

describe('an import whose process is killed', () => {
  let service: TestService;
  let importer: Importer;
  let other: ModuleProcess | undefined;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-imports-')) });
    importer = await Importer.of(service);
  });

  afterAll(async () => {
    await other?.kill();
    await service.stop();
  });

  const numberOf = async (sql: string, ...parameters: unknown[]): Promise<number> => {
    const [row] = await service.db.manager.query<[{ n: number }]>(
      `SELECT count(*)::integer AS n FROM ${sql}`,
      parameters,
    );
    return row.n;
  };

  it('goes on in another one: no row twice, none left out, the report complete', async () => {
    const { PATH: _, ...environment } = process.env as Record<string, string>;
    other = await ModuleProcess.serve(resolve('apps/identity/src/app.module.ts'), environment);
    // One process has its hands full with the first, so the other one takes the second.
    const first = await importer.send(file('first'));
    await eventually(async () => expect(await numberOf('jobs WHERE lease_owner IS NOT NULL')).toBe(1));
    const { body } = await importer.send(file('second'));
    await eventually(async () => expect(await numberOf('jobs WHERE lease_owner IS NOT NULL')).toBe(2));
    await eventually(async () =>
      expect(await numberOf("customers WHERE email LIKE 'second.%'")).toBeGreaterThan(900),
    );

    await other.kill();
    // What it told waits for nobody, though its lease is not over.
    await eventually(async () => expect(await numberOf('jobs WHERE finished_at IS NULL')).toBe(1), 20_000);
    await eventually(async () => expect(await numberOf('outbox WHERE published_at IS NULL')).toBe(0));
    expect(await numberOf('jobs WHERE finished_at IS NULL')).toBe(1);
    const done = await numberOf("customers WHERE email LIKE 'second.%'");
    await service.db.manager.query(
      "UPDATE jobs SET lease_until = clock_timestamp() - interval '1 second' WHERE finished_at IS NULL",
    );
    const [one, two] = [await importer.ended(first.body.id), await importer.ended(body.id)];

    expect(done).toBeLessThan(CREATED);
    for (const { id, counts, state } of [one, two]) {
      expect(state).toBe('done');
      expect(counts).toEqual({
        rows: ROWS,
        created: CREATED,
        updated: 0,
        unchanged: 0,
        refused: REFUSED,
      });
      const report = await importer.report(id);
      expect(report).toHaveLength(REFUSED);
      expect(report).toContainEqual(expect.stringMatching(/^3000,email,duplicate-in-file,.*row 2,/));
    }
    expect(await numberOf("customers WHERE email LIKE 'second.%'")).toBe(CREATED);
    expect(await numberOf(TOLD)).toBe(CREATED * 2);
    expect(await numberOf(`(SELECT DISTINCT event #>> '{data,customerId}' FROM ${TOLD}) c`)).toBe(
      CREATED * 2,
    );
  }, 120_000);
});
