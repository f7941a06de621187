import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/** Connections that plan for the values they are given; all others plan a statement once, for any values. */
const byValues = new WeakSet<PoolClient>();

/**
 * Has Postgres plan what is sent next for its values. It stays so until something else is asked for: a desk that reads lists
 * does not pay for two more statements with each.
 */
export function planByValues(client: PoolClient): void {
  if (byValues.has(client)) return;
  byValues.add(client);
  ask(client, 'SET plan_cache_mode = auto');
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
