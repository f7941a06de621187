import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID, type Principal } from '@clientele/contracts';
import { anEmployee, aTeamMember, Suite, TokenIssuer } from '@clientele/testing';
import { plainToInstance } from 'class-transformer';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ListCustomersQuery } from '../apps/identity/src/customers/customers.bodies';
import { CustomersQueries } from '../apps/identity/src/customers/customers.queries';
import { IdentityConfig } from '../apps/identity/src/identity.config';
import { heard } from './bare/heard';
import { MEMBERS } from './data/list-shares';
import { loadLists } from './data/load-lists';
import { drive } from './driver/load';
import { toBytes } from './driver/request';
import {
  type CustomerList,
  customerLists,
  type ListedIds,
  type ListReader,
} from './operations/customer-lists';
import { choosing } from './operations/shoppers';

/** How long a list takes that is asked for from all connections at once. */
export interface ListFigures {
  readonly name: string;
  readonly first: { readonly p50: number; readonly p99: number };
  /** Of a page that far in; there is none where all is on the first. */
  readonly far?: { readonly page: number; readonly p50: number; readonly p99: number };
  /** How the database reads both. */
  readonly plans: readonly string[];
}

/** What is measured, and on what. */
export interface ListOptions {
  readonly listed: number;
  /** Where the data is kept from run to run; without it, it is gone afterwards. */
  readonly listsData: string | undefined;
  /** Parts of names of lists; all of them if there is none. */
  readonly lists: readonly string[];
  readonly milliseconds: number;
}

/** How many ask at once. */
export const LIST_CONNECTIONS = 16;
const ROWS = 20;
const FAR = 1_000;
/** Pages are alike in what they continue after, whatever their size: few large ones lead as far. */
const STRIDE = 200;

interface Desk {
  readonly suite: Suite;
  readonly port: number;
  readonly client: Client;
  readonly readers: Readonly<Record<ListReader, { readonly principal: Principal; readonly token: string }>>;
}

/** Reads lists of customers in every way there is, of as many customers as asked for: a suite and data of their own. */
export async function measureLists(
  options: ListOptions,
  say: (step: string) => void,
): Promise<ListFigures[]> {
  const dataDir = options.listsData ?? mkdtempSync(join(tmpdir(), 'clientele-bench-lists-'));
  const issuer = await TokenIssuer.start();
  const suite = new Suite({
    ...{ dataDir, env: { RATE_LIMIT_PER_MINUTE: '100000000' }, onProgress: say },
    serviceEnv: { identity: { IDENTITY_URL: issuer.url } },
  });
  await suite.start();
  try {
    say(`Loading ${options.listed} customers to list`);
    await loadLists(suite.databaseUrl('identity'), options.listed);
    const desk = await deskAt(suite, issuer);
    try {
      return await measureAll(desk, options, say);
    } finally {
      await desk.client.end();
    }
  } finally {
    await suite.stop();
    await issuer.stop();
    if (options.listsData === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureAll(
  desk: Desk,
  options: ListOptions,
  say: (step: string) => void,
): Promise<ListFigures[]> {
  const figures: ListFigures[] = [];
  for (const list of customerLists(await idsOf(desk.client)).filter(isAsked(options))) {
    const listed = await measureList(desk, list, options.milliseconds);
    say(`Listed: ${list.name}: p99 ${inMs(listed.first)}${listed.far ? `, far in ${inMs(listed.far)}` : ''}`);
    figures.push(listed);
  }
  return figures;
}

const inMs = ({ p99 }: { readonly p99: number }): string => `${p99.toFixed(1)} ms`;

const isAsked =
  ({ lists }: ListOptions) =>
  ({ name }: CustomerList): boolean =>
    lists.length === 0 || lists.some((part) => name.includes(part));

async function deskAt(suite: Suite, issuer: TokenIssuer): Promise<Desk> {
  const client = new Client({ connectionString: suite.databaseUrl('identity') });
  await client.connect();
  const reader = async (principal: Principal) => ({ principal, token: await issuer.sign(principal, '2h') });
  const ofShop = { shopId: DEFAULT_SHOP_ID };
  return {
    ...{ suite, client, port: Number(new URL(suite.service('identity').url).port) },
    readers: {
      everything: await reader(anEmployee(ofShop)),
      'a team of customers': await reader(aTeamMember({ ...ofShop, id: MEMBERS.ofCustomers.id })),
      'a team of a group': await reader(aTeamMember({ ...ofShop, id: MEMBERS.ofGroup.id })),
    },
  };
}

async function idsOf(client: Client): Promise<ListedIds> {
  const { rows: some } = await client.query<{ id: string; number: string; email: string }>(
    `SELECT id, number::text, email FROM customers WHERE state = 'open' AND number % 47 = 0 LIMIT 100`,
  );
  const { rows: titles } = await client.query<{ id: string }>(
    `SELECT title_id AS id FROM customers WHERE title_id IS NOT NULL GROUP BY title_id ORDER BY count(*) DESC`,
  );
  return {
    customerIds: some.map(({ id }) => id),
    numbers: some.map(({ number }) => number),
    emails: some.map(({ email }) => email),
    titles: { often: titles[0]?.id ?? '', seldom: titles[1]?.id ?? '' },
    shopId: DEFAULT_SHOP_ID,
  };
}

async function measureList(desk: Desk, list: CustomerList, milliseconds: number): Promise<ListFigures> {
  const { token } = desk.readers[list.reader ?? 'everything'];
  const [query = ''] = list.queries;
  const of = (queries: readonly string[]) => {
    const pick = choosing(queries, 7);
    const next = () =>
      toBytes({ method: 'GET', path: `/v1/customers?limit=${ROWS}&${pick()}`.replace(/&$/, ''), token });
    return drive({ port: desk.port, connections: LIST_CONNECTIONS, status: 200, milliseconds, next });
  };
  const far = await cursorFarIn(desk, query, token);
  const continued = far && `${query}&cursor=${far.cursor}`;
  await of(list.queries.slice(0, 1));
  return {
    name: list.name,
    first: await of(list.queries),
    ...(far && continued !== undefined && { far: { page: far.page, ...(await of([continued])) } }),
    plans: [
      await planOf(desk, list, query),
      ...(continued === undefined ? [] : [await planOf(desk, list, continued)]),
    ],
  };
}

/** What continues the list behind that many pages, or behind as many as there are. */
async function cursorFarIn(
  { port }: Desk,
  query: string,
  token: string,
): Promise<{ readonly page: number; readonly cursor: string } | undefined> {
  let cursor: string | undefined;
  for (let rows = 0; ; rows += STRIDE) {
    if (cursor !== undefined && rows >= FAR * ROWS) return { page: rows / ROWS, cursor };
    const after: string = cursor === undefined ? '' : `&cursor=${cursor}`;
    const response = await fetch(`http://127.0.0.1:${port}/v1/customers?limit=${STRIDE}&${query}${after}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`${query} answered ${response.status}: ${await response.text()}`);
    const { nextCursor } = (await response.json()) as { readonly nextCursor: string | null };
    if (nextCursor === null) return cursor === undefined ? undefined : { page: rows / ROWS, cursor };
    cursor = nextCursor;
  }
}

async function planOf({ suite, client, readers }: Desk, list: CustomerList, query: string): Promise<string> {
  const { principal } = readers[list.reader ?? 'everything'];
  const typed = plainToInstance(
    ListCustomersQuery,
    Object.fromEntries(new URLSearchParams(`limit=${ROWS}&${query}`)),
    { exposeDefaultValues: true },
  );
  const { text, values } = await heard(suite.databaseUrl('identity'), (db) =>
    new CustomersQueries(db, new Clock(), new IdentityConfig()).list(principal, typed),
  );
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF) ${text}`,
    [...values],
  );
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
