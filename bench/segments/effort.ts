import type { Suite } from '@clientele/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { cpuOf, cpuOfFamily } from '../driver/cpu';

/** What something takes, whatever else the machine does. */
export interface Effort {
  /** Seconds of processor time: of the services, and of Postgres. */
  readonly node: number;
  readonly postgres: number;
  /** For how many milliseconds a statement waited for a lock of another one at most. */
  readonly waited: number;
}

const SERVICES = ['gateway', 'identity', 'groups', 'orders', 'support'] as const;
const LOOK_MS = 20;

/** Processor time so far, in seconds. */
export const processorTime = (suite: Suite): Omit<Effort, 'waited'> => ({
  node: SERVICES.reduce((sum, name) => sum + cpuOf(suite.service(name).pid ?? 0), 0) / 1_000,
  postgres: cpuOfFamily(suite.postgres?.pid ?? 0) / 1_000,
});

/** Looks what something takes, and who waits for it in groups' database. */
export async function effortOf<T>(
  suite: Suite,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly effort: Effort }> {
  const client = new Client({ connectionString: suite.databaseUrl('groups') });
  await client.connect();
  const before = processorTime(suite);
  let [isOver, waited] = [false, 0];
  const watching = (async () => {
    for (; !isOver; await delay(LOOK_MS)) {
      const { rows } = await client.query<{ ms: number }>(WAITING);
      waited = Math.max(waited, rows[0]?.ms ?? 0);
    }
  })();
  try {
    const result = await work();
    const after = processorTime(suite);
    const spent = { node: after.node - before.node, postgres: after.postgres - before.postgres };
    return { result, effort: { ...spent, waited } };
  } finally {
    isOver = true;
    await watching;
    await client.end();
  }
}

const WAITING = `
  SELECT coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)) * 1000, 0)::float8 AS ms FROM pg_locks WHERE NOT granted`;
