import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

export const PLAN_BY_VALUES = 'SET plan_cache_mode = force_custom_plan';

/** Connections that plan for the values they are given; all others plan a statement once, for any values. */
const byValues = new WeakSet<PoolClient>();

/**
 * Has Postgres plan what is sent next for its values, each time: left to itself it takes the plan for any values after some
 * executions if that looks cheaper, as it does where few have what is asked for and it thinks that half of all have. It stays so
 * until something else is asked for: a desk that reads lists does not pay for two more statements with each.
 */
export function planByValues(client: PoolClient): void {
  if (byValues.has(client)) return;
  byValues.add(client);
  ask(client, PLAN_BY_VALUES);
}

/** Has Postgres use the plan for any values for what is sent next. */
export function planForAny(client: PoolClient): void {
  if (byValues.delete(client)) ask(client, 'RESET plan_cache_mode');
}

// What hinders it hinders the statement after it too, which tells.
function ask(client: PoolClient, sql: string): void {
  together(client);
  client.query(sql).catch(() => undefined);
}

/** What is asked within this tick is written to the socket at once: each write wakes the server up. */
export function together(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}
