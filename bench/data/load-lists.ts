import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Client } from 'pg';
import { customerBatches, type GeneratedCustomer } from './customers';
import { insertRows } from './insert';
import { GROUPS, MEMBERS, SEGMENTS } from './list-shares';

/** As many at a time as there are cores to run triggers and fill indexes. */
const CONNECTIONS = 2;

/**
 * Fills identity's database with customers to list, unless they are there from a run before: some closed, some guests, with
 * titles, visits, figures, groups, segments and sales teams. Indexes are made when the rows are there, as a restore does.
 */
export async function loadLists(url: string, count: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => connect(url)));
  const [first] = clients;
  try {
    if (first && !(await isLoaded(first, count))) await load(first, clients, count);
  } finally {
    for (const client of clients) await client.end();
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  // Nobody is told of these customers: of the triggers only what says so fires.
  await client.query(
    "SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET session_replication_role = replica",
  );
  return client;
}

async function isLoaded(client: Client, count: number): Promise<boolean> {
  const { rows } = await client.query<{ found: number }>('SELECT count(*)::integer AS found FROM customers');
  const found = rows[0]?.found ?? 0;
  if (found !== 0 && found !== count) throw new Error(`There are ${found} customers already, not ${count}.`);
  return found === count;
}

async function load(first: Client, clients: readonly Client[], count: number): Promise<void> {
  const { rows: indexes } = await first.query<{ name: string; definition: string }>(SECONDARY_INDEXES);
  for (const { name } of indexes) await first.query(`DROP INDEX ${name}`);
  await first.query('ALTER TABLE customers ENABLE ALWAYS TRIGGER customers_search');
  await insertPeople(first, Math.min(count, PEOPLE));
  await Promise.all(
    clients.map((client, part) =>
      client.query(CUSTOMERS, [DEFAULT_SHOP_ID, count / Math.min(count, PEOPLE), CONNECTIONS, part]),
    ),
  );
  await first.query('DROP TABLE bench_people');
  await first.query('ALTER TABLE customers ENABLE TRIGGER customers_search');
  for (const sql of DERIVED) await first.query(sql);
  await Promise.all(
    clients.map(async (client) => {
      for (let index = indexes.pop(); index; index = indexes.pop()) await client.query(index.definition);
    }),
  );
  await first.query('VACUUM ANALYZE');
}

const SECONDARY_INDEXES = `
  SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
  FROM pg_index WHERE NOT indisprimary
    AND indrelid = ANY ('{customers,customer_groups,customer_segments,customer_figures}'::regclass[])`;

/** So many different people are made; each has namesakes who registered next. */
const PEOPLE = 20_000;

async function insertPeople(client: Client, count: number): Promise<void> {
  const columns = {
    ...{ position: 'integer', kind: 'text', first_name: 'text', last_name: 'text', email: 'text' },
    ...{ phone: 'text', birthday: 'date', language: 'text', company: 'text', newsletter: 'boolean' },
    registered_at: 'timestamptz',
  };
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await client.query(`CREATE UNLOGGED TABLE bench_people (${types.join(', ')})`);
  const rows = [...customerBatches(count, 1)].flat().map(rowOf);
  await insertRows(client, 'bench_people', columns, rows);
  await client.query('ANALYZE bench_people');
}

const rowOf = ({ person }: GeneratedCustomer, position: number): unknown[] => [
  ...[position, person.company ? 'company' : 'individual', person.firstName, person.lastName, person.email],
  ...[person.phone, person.birthday, person.language, person.company, person.newsletter, person.registeredAt],
];

// $1 shop, $2 namesakes of each, $3 parts, $4 which of them. In the order in which they registered. Shares go by the position `i`,
// so that they are exact; every address is of a few customers.
const CUSTOMERS = `
  INSERT INTO customers (id, shop_id, kind, first_name, last_name, email, normalized_email, phone, birthday, language, company,
                         enabled, newsletter, partner_offers, is_guest, state, closed_at, last_visit_at, last_visit_ip,
                         registered_at, updated_at, version)
  SELECT uuidv7(at - now()), $1, kind, first_name, last_name, address, address,
         left(phone, -3) || lpad((n * 37 % 1000)::text, 3, '0'), birthday - n, language, company,
         i % 50 <> 0, newsletter, i % 10 = 0, i % 20 = 0,
         CASE WHEN i % 100 = 7 THEN (ARRAY['released', 'blocked', 'erased'])[1 + i % 3] ELSE 'open' END,
         CASE WHEN i % 100 = 7 THEN at END, visited_at,
         CASE WHEN visited_at IS NOT NULL THEN '10.0.0.0'::inet + i % 300000 END, at, at, 1
  FROM (SELECT p.*, n, p.position * $2::integer + n AS i, replace(p.email, '@', '.' || n || '@') AS address,
               p.registered_at + n * interval '7 seconds' AS at,
               CASE WHEN (p.position + n) % 3 > 0
                 THEN timestamptz '2024-11-22' + (p.position * 7919 + n * 104729) % 63072000 * interval '1 second' END AS visited_at
        FROM bench_people p, generate_series(1, $2::integer) n
        WHERE p.position / 10 % $3::integer = $4::integer ORDER BY p.position, n) c`;

/** The rest follows from the rows, by numbers that are as good as chance beside their names and dates. */
const DERIVED = [
  `UPDATE customers c SET title_id = t.id FROM (SELECT id, row_number() OVER () AS position FROM titles) t
   WHERE c.number % 100 BETWEEN 80 AND 99 AND t.position = CASE c.number % 100 WHEN 99 THEN 2 ELSE 1 END`,
  `INSERT INTO customer_figures (customer_id, shop_id, is_open, orders_count, total_spent)
   SELECT id, shop_id, state = 'open', number * 7919 % 23, (number * 104729 % 500000) / 100.0 FROM customers`,
  ...Object.values(GROUPS).map(
    ({ id, oneIn }) =>
      `INSERT INTO customer_groups (customer_id, group_id, is_default)
       SELECT id, '${id}', ${id === GROUPS.everybody.id} FROM customers WHERE number * 7919 % ${oneIn} = 0`,
  ),
  ...Object.values(SEGMENTS).map(
    ({ id, oneIn }) =>
      `INSERT INTO customer_segments (customer_id, segment_id, is_in, version)
       SELECT id, '${id}', true, 1 FROM customers WHERE number * 104729 % ${oneIn} = 0`,
  ),
  `INSERT INTO visits (id, started_at, last_seen_at, shop_id, visitor_id, customer_id, pages, landing_page, ip)
   SELECT gen_random_uuid(), last_visit_at, last_visit_at, shop_id, id, id, 3, '/', last_visit_ip
   FROM customers WHERE last_visit_at IS NOT NULL AND number % 4 = 0`,
  ...Object.values(MEMBERS).flatMap(({ id, teamId }) => [
    `INSERT INTO employees (id, shop_id, role_id, first_name, last_name, email, normalized_email, password_hash, enabled, created_at)
     SELECT '${id}', shop_id, role_id, 'Bench', 'Member', '${id}@example.com', '${id}@example.com', '', true, created_at
     FROM employees LIMIT 1`,
    `INSERT INTO sales_teams (id, shop_id, name, created_at, updated_at, version)
     VALUES ('${teamId}', '${DEFAULT_SHOP_ID}', '${teamId}', '2026-01-01', '2026-01-01', 1)`,
    `INSERT INTO sales_team_members (team_id, employee_id, added_at) VALUES ('${teamId}', '${id}', '2026-01-01')`,
  ]),
  `INSERT INTO sales_team_responsibilities (team_id, kind, target_id, added_at)
   VALUES ('${MEMBERS.ofGroup.teamId}', 'group', '${MEMBERS.ofGroup.groupId}', '2026-01-01')`,
  `INSERT INTO sales_team_responsibilities (team_id, kind, target_id, added_at)
   SELECT '${MEMBERS.ofCustomers.teamId}', 'customer', id, '2026-01-01' FROM customers
   WHERE number * 7919 % ${MEMBERS.ofCustomers.customersOneIn} = 3`,
];
