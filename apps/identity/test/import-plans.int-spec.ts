import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { TestService } from '@clientele/testing';
import { takenBy } from '../src/imports/customers-import.queries';
import { useIndexes } from '../src/imports/import.queries';
import { startIdentity } from './identity';

describe('the first import of a shop', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startIdentity();
  });

  afterAll(() => service.stop());

  it('looks up by its index who has an address, a reference or a number, as if there were many customers', async () => {
    const plan = await service.db.transaction(async (tx) => {
      await useIndexes.rows(tx);
      await takenBy.rows(tx, [DEFAULT_SHOP_ID, ['a@example.com'], ['a'], ['1']]);
      const [{ name }] = await tx.query<[{ name: string }]>(
        "SELECT name FROM pg_prepared_statements WHERE name LIKE 'import-customers-taken%'",
      );
      const rows = await tx.query<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN EXECUTE "${name}" ('${DEFAULT_SHOP_ID}', '{a@example.com,b@example.com}', '{a,b}', '{1,2}')`,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });

    const conditions = plan.split('\n').filter((line) => line.includes('Index Cond'));
    expect(conditions.map((line) => /AND \((\w+) = k.key\)/.exec(line)?.[1])).toEqual([
      ...['normalized_email', 'normalized_email', 'external_reference', 'number'],
    ]);
  });
});
