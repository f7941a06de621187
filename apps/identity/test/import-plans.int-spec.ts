import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { TestService } from '@clientele/testing';
import { knownCustomers, takenBy } from '../src/imports/customers-import.queries';
import { useIndexes } from '../src/imports/import.queries';
import { CUSTOMER_MATCHES } from '../src/imports/person-columns.domain';
import { startIdentity } from './identity';

/** The column of each kind of key. */
const COLUMNS = { number: 'number', externalReference: 'external_reference', email: 'normalized_email' };

describe('a step of the first import of a shop', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startIdentity();
    // As good as the right ones, as far as anybody knows; a tie goes to the newest.
    await service.db.manager.query('CREATE INDEX ON customers (shop_id, updated_at)');
    await service.db.manager.query('CREATE INDEX ON contacts (shop_id, created_at)');
  });

  afterAll(() => service.stop());

  /** What a statement is looked up by, planned while there is nobody. */
  const conditions = (name: string, values: string, run: (tx: Tx) => Promise<unknown>): Promise<string[]> =>
    service.db.transaction(async (tx) => {
      await useIndexes.rows(tx);
      await run(tx);
      const [{ name: prepared }] = await tx.query<[{ name: string }]>(
        'SELECT name FROM pg_prepared_statements WHERE starts_with(name, $1)',
        [name],
      );
      const rows = await tx.query<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN EXECUTE "${prepared}" ('${DEFAULT_SHOP_ID}', ${values})`,
      );
      return rows.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Index Cond'));
    });

  it('finds by its index who has an address, a reference or a number', async () => {
    const found = await conditions(
      'import-customers-taken',
      "'{a@example.com,b@example.com}', '{a,b}', '{1,2}'",
      (tx) => takenBy.rows(tx, [DEFAULT_SHOP_ID, ['a@example.com'], ['a'], ['1']]),
    );

    expect(found.map((line) => /AND \((\w+) = \w+\.key\)/.exec(line)?.[1])).toEqual([
      ...[COLUMNS.email, COLUMNS.email, COLUMNS.externalReference, COLUMNS.number],
    ]);
  });

  it.each(CUSTOMER_MATCHES)('finds a customer by its %s', async (match) => {
    const rows = [{ row: 2, fields: { [match]: match === 'email' ? 'a@example.com' : '1' } }];

    const found = await conditions(
      `import-customers-lock-${match}`,
      `'[{"row":2,"key":"1"},{"row":3,"key":"2"}]', NULL`,
      (tx) => knownCustomers(tx, { shopId: DEFAULT_SHOP_ID, match }, rows, match),
    );

    expect(found[0]).toMatch(new RegExp(`\\(${COLUMNS[match]} = `));
  });
});
