import { customerDescribed, customerRegistered } from '@clientele/contracts';
import { type Api, eventually, type TestService } from '@clientele/testing';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { employeeOfShop, register, startIdentity } from './identity';
import { Importer } from './imports';

/** As many as a step has. */
const STEP = 500;
const TOLD_IN_BULK = `outbox WHERE type = 'identity.customer.registered.v1' AND bulk_aggregates IS NOT NULL`;

describe('what an import tells', () => {
  let service: TestService;
  let importer: Importer;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity({ FILES_DIR: mkdtempSync(join(tmpdir(), 'clientele-imports-')) });
    importer = await Importer.of(service);
    employee = await service.api.as(employeeOfShop());
  });

  afterAll(() => service.stop());

  const query = <Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> =>
    service.db.manager.query<Row[]>(sql, parameters);
  const eventsOf = async (sql: string): Promise<number> => {
    const [row] = await query<{ events: number }>(
      `SELECT coalesce(sum(events), 0)::integer AS events FROM ${sql}`,
    );
    return row?.events ?? 0;
  };
  const file = (name: string, rows: number): string =>
    `firstName;lastName;email\n${Array.from({ length: rows }, (_, i) => `Ada;Lovelace;${name}.${i}@example.com\n`).join('')}`;
  const idOf = async (email: string): Promise<string> => {
    const [row] = await query<{ id: string }>('SELECT id FROM customers WHERE email = $1', email);
    return row?.id ?? '';
  };

  it('gives way as long as more rows follow, and comes to the same', async () => {
    await importer.import(file('two', STEP + 100));

    expect(await eventsOf(TOLD_IN_BULK)).toBe(STEP);
    await eventually(async () => {
      expect(await service.events.all(customerRegistered)).toHaveLength(STEP + 100);
      const described = await service.events.all(customerDescribed);
      expect(new Set(described.map(({ aggregate }) => aggregate.id)).size).toBe(STEP + 100);
    });
  });

  it('lets pass who registers meanwhile, but not what is told of the same customer', async () => {
    await importer.import(file('one', STEP));
    await query(
      `UPDATE outbox SET created_at = now() + interval '1 day' WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL`,
    );
    const held = await eventsOf(`${TOLD_IN_BULK} AND published_at IS NULL`);
    const id = await idOf('one.7@example.com');

    await register(service);
    await employee.with({ 'if-match': '"1"' }).patch(`/v1/customers/${id}`, { firstName: 'Grace' });

    await eventually(async () =>
      expect(await eventsOf('outbox WHERE published_at IS NULL AND bulk_aggregates IS NULL')).toBe(0),
    );
    const [row] = await query<{ told: boolean }>(
      `SELECT published_at IS NOT NULL AS told FROM ${TOLD_IN_BULK} AND bulk_aggregates @> ARRAY[$1::uuid]`,
      id,
    );
    expect(held).toBe(STEP);
    expect(row?.told).toBe(true);
    expect(await eventsOf(`${TOLD_IN_BULK} AND published_at IS NULL`)).toBe(STEP - 100);
    await query(
      `UPDATE outbox SET created_at = now() - interval '3 seconds' WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL`,
    );
  });
});
