import type { Client } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../driver/statistics';
import type { Desk } from './desk';

/** What it takes to change what a group of very many gives. */
export interface SettingsFigures {
  readonly members: number;
  readonly changes: number;
  /** Milliseconds until a price that is asked for is right. */
  readonly p50: number;
  readonly slowest: number;
  /** Rows written per change in the databases, and in which tables; of what publishes and hears events, too. */
  readonly rows: readonly { readonly database: string; readonly table: string; readonly rows: number }[];
}

const CHANGES = 20;
/** Postgres tells what a connection did when that has rested for ten seconds. */
const TOLD_MS = 11_000;
/** Far beyond the aim; the figure then says so. */
const GIVEN_UP_MS = 20_000;

interface Prices {
  readonly items: readonly { readonly discount?: { readonly percent: string } }[];
}

/** Changes the discount of a group that half of everybody is in, and asks one of them for a price until it is right. */
export async function measureSettings(desk: Desk): Promise<SettingsFigures> {
  const [groupId = ''] = desk.shop.groupIds;
  const { rows } = await desk.groups.query<{ id: string }>(
    'SELECT customer_id AS id FROM members WHERE default_group_id = $1 LIMIT 1',
    [groupId],
  );
  const prices = await desk.pricesFor(rows[0]?.id ?? '');
  const change = async (percent: string): Promise<number> => {
    const begun = performance.now();
    await desk.api.patch(`/v1/groups/${groupId}`, { discountPercent: percent });
    const body = { items: [{ productId: desk.productId, quantity: 1 }] };
    for (;;) {
      const { items } = await prices.post<Prices>('/v1/prices', body);
      const waited = performance.now() - begun;
      if (items[0]?.discount?.percent === percent || waited > GIVEN_UP_MS) return waited;
      await delay(5);
    }
  };
  await change('99');
  await delay(TOLD_MS);
  const before = await written(desk);
  const times: number[] = [];
  for (let i = 0; i < CHANGES; i++) times.push(await change(String(10 + i)));
  await delay(TOLD_MS);
  const after = await written(desk);
  return {
    members: await desk.one('SELECT count(*)::integer AS n FROM memberships WHERE group_id = $1', groupId),
    ...{ changes: CHANGES, p50: percentile(times, 50), slowest: Math.max(...times) },
    rows: [...after].flatMap(([key, count]) => {
      const [database = '', table = ''] = key.split(' ');
      const rows = (count - (before.get(key) ?? 0)) / CHANGES;
      return rows > 0 ? [{ database, table, rows }] : [];
    }),
  };
}

/** Rows written so far, by database and table. */
async function written({ groups, orders }: Desk): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>();
  for (const [name, client] of Object.entries({ groups, orders }) as [string, Client][]) {
    const { rows } = await client.query<{ table: string; n: number }>(
      'SELECT relname AS table, (n_tup_ins + n_tup_upd + n_tup_del)::float8 AS n FROM pg_stat_user_tables',
    );
    for (const { table, n } of rows) counted.set(`${name} ${table}`, n);
  }
  return counted;
}
