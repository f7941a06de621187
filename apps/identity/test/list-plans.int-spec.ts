import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { poolOf } from '@clientele/database';
import { aTeamMember, type Api, type TestService } from '@clientele/testing';
import type { PoolClient } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { employeeOfShop, startIdentity } from './identity';

const CUSTOMERS = 20_000;
const [GROUP, SEGMENT, TITLE, SHOP] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];

/** A page of a list as a connection has prepared it. */
interface Prepared {
  readonly name: string;
  readonly forAny: number;
  readonly forValues: number;
  readonly parameters: number;
}

describe('lists of customers with one filter or order', () => {
  let service: TestService;
  let employee: Api;

  beforeAll(async () => {
    service = await startIdentity();
    employee = await service.api.as(employeeOfShop());
    await service.db.transaction(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      // Two have each of the things that few have.
      await tx.query(
        `INSERT INTO customers (id, shop_id, kind, is_guest, first_name, last_name, email, normalized_email, enabled,
           newsletter, partner_offers, title_id, birthday, company, registered_at, last_visit_at, updated_at, version, search)
         SELECT uuidv7(), $1, CASE WHEN is_one THEN 'company' ELSE 'individual' END, i % 3 = 0, 'f' || i, 'l' || i,
           i || '@example.com', i || '@example.com', NOT is_one, is_one, is_one, CASE WHEN is_one THEN $2::uuid END,
           '1980-01-01'::date + i % 9000, 'c' || i, '2020-01-01'::timestamptz + i * interval '1 hour',
           '2020-01-01'::timestamptz + i * interval '1 hour', now(), 1, ''
         FROM (SELECT i, i % ($3 / 2) = 0 AS is_one FROM generate_series(1, $3::integer) i) s`,
        [DEFAULT_SHOP_ID, TITLE, CUSTOMERS],
      );
      await tx.query(
        'INSERT INTO customer_figures (customer_id, shop_id, is_open) SELECT id, shop_id, true FROM customers',
      );
      await tx.query(
        'INSERT INTO customer_groups (customer_id, group_id, is_default) SELECT id, $1, true FROM customers',
        [GROUP],
      );
      await tx.query(
        'INSERT INTO customer_segments (customer_id, segment_id, is_in, version) SELECT id, $1, true, 1 FROM customers',
        [SEGMENT],
      );
    });
    await service.db.manager.query('ANALYZE');
  });

  afterAll(() => service.stop());

  /** Does something on all connections of the service, which forget afterwards what they had prepared. */
  const forEachConnection = async (work: (client: PoolClient) => Promise<void>): Promise<void> => {
    const pool = poolOf(service.db.source);
    const clients = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()));
    try {
      for (const client of clients) await work(client);
    } finally {
      for (const client of clients) client.release(true);
    }
  };
  const prepared = async (client: PoolClient): Promise<Prepared[]> => {
    const { rows } = await client.query<Prepared>(
      `SELECT name, generic_plans::integer AS "forAny", custom_plans::integer AS "forValues",
              cardinality(parameter_types) AS parameters
       FROM pg_prepared_statements WHERE name LIKE 'shape-%' AND statement LIKE '%customers c%'`,
    );
    return rows;
  };
  const list = async (query: string, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) expect((await employee.get(`/v1/customers?${query}`)).status).toBe(200);
  };

  it.each<[string, string, number?]>([
    ['', 'customers_shop_id_registered_at_idx'],
    ['registeredFrom=2021-01-01T00:00:00Z', 'customers_shop_id_registered_at_idx'],
    ['lastName=l12', 'customers_shop_id_last_name_idx'],
    ['email=12', 'customers_shop_id_normalized_email_idx'],
    ['company=c12', 'customers_shop_id_company_idx'],
    ['lastVisitFrom=2021-01-01T00:00:00Z', 'customers_shop_id_last_visit_at_desc_idx'],
    ['ageFrom=30', 'customers_shop_id_birthday_desc_idx'],
    ['isGuest=true', 'customers_shop_id_guests_idx'],
    ['state=closed', 'customers_shop_id_all_closed_idx'],
    ['sort=id', 'customers_pkey'],
    ['sort=enabled', 'customers_shop_id_enabled_idx'],
    ['sort=-firstName', 'customers_shop_id_first_name_idx'],
    ['sort=-updatedAt', 'customers_shop_id_updated_at_idx'],
    ['sort=state', 'customers_shop_id_registered_at_idx', 2],
    ['sort=-state&state=any', 'customers_shop_id_registered_at_idx', 2],
    ['sort=isGuest', 'customers_shop_id_guests_idx', 2],
    ['sort=isGuest&isGuest=true', 'customers_shop_id_guests_idx', 2],
    [`groupId=${GROUP}`, 'customer_groups_group_id_idx'],
    [`segmentId=${SEGMENT}`, 'customer_segments_segment_id_idx'],
  ])(
    '%s is planned once, whatever is asked for, and walks %s as far as the page goes',
    async (query, index, sorts = 0) => {
      await list(query, 8);

      const plans: string[] = [];
      let executions = 0;
      await forEachConnection(async (client) => {
        await client.query('SET plan_cache_mode = force_generic_plan');
        for (const { name, forAny, forValues, parameters } of await prepared(client)) {
          if (forAny + forValues === 0) continue;
          expect(forValues).toBe(0);
          executions += forAny;
          const nothing = Array.from({ length: parameters }, () => 'NULL').join(', ');
          const { rows } = await client.query<{ 'QUERY PLAN': string }>(
            `EXPLAIN EXECUTE "${name}" (${nothing})`,
          );
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
        }
      });

      expect(executions).toBe(8);
      for (const plan of plans) {
        expect(plan).toContain(index);
        // What is walked value by value is a page each, sorted together and when it is shown.
        expect(plan.match(/Sort Key/g) ?? []).toHaveLength(sorts);
        expect(plan).not.toContain('Seq Scan on customers');
        // Merged with what is shown beside, all of that would be read from its beginning to where the page begins.
        expect(plan).not.toContain('Merge');
      }
    },
  );

  it.each(['sort=lastName', 'sort=-state'])(
    '%s is planned once for what members of sales teams see, too',
    async (query) => {
      const member = await service.api.as(aTeamMember({ shopId: DEFAULT_SHOP_ID }));

      for (let i = 0; i < 8; i++) expect((await member.get(`/v1/customers?${query}`)).status).toBe(200);

      let executions = 0;
      await forEachConnection(async (client) => {
        for (const { forAny, forValues } of await prepared(client)) {
          expect(forValues).toBe(0);
          executions += forAny;
        }
      });

      expect(executions).toBe(8);
    },
  );

  it.each([
    ...['enabled=false', 'newsletter=true', 'partnerOffers=true', 'kind=company', `titleId=${TITLE}`],
    ...[`shopId=${SHOP}`, `shopId=${DEFAULT_SHOP_ID}`],
  ])(
    '%s is planned for its values each time, as few may have it: others are not looked at',
    async (query) => {
      await list(query, 8);

      let executions = 0;
      await forEachConnection(async (client) => {
        for (const { forAny, forValues } of await prepared(client)) {
          expect(forAny).toBe(0);
          executions += forValues;
        }
      });

      expect(executions).toBe(8);
    },
  );
});
