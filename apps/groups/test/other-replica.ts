import type { Database } from '@clientele/database';
import { eventually, HeldLocks, ModuleProcess } from '@clientele/testing';
import { resolve } from 'node:path';

/** A replica of the service that a test can kill, as a process of its own, and what holds it up until then. */
export class OtherReplica {
  readonly locks: HeldLocks;
  private process: ModuleProcess | undefined;

  constructor(private readonly db: Database) {
    this.locks = new HeldLocks(db);
  }

  /** Lets it run beside the service, on the same servers. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const { PATH: _, ...environment } = process.env as Record<string, string>;
    const file = resolve('apps/groups/src/app.module.ts');
    this.process = await ModuleProcess.serve(file, { ...environment, ...settings });
  }

  async kill(): Promise<void> {
    await this.process?.kill();
  }

  /** Ends it, and all that is held: a service that is to stop would wait for both. */
  async end(): Promise<void> {
    await this.locks.letGo();
    await this.kill();
  }

  /** Waits until so many statements like this regular expression wait for a lock. */
  isHeldUp(statement: string, times = 1): Promise<void> {
    const waiting = `pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ $1`;
    return eventually(async () => {
      const held = await this.numberOf(waiting, statement);
      if (held !== times) throw new Error(`${held} wait for a lock, not ${times}.`);
    });
  }

  query<T>(sql: string, ...values: readonly unknown[]): Promise<T[]> {
    return this.db.manager.query<T[]>(sql, [...values]);
  }

  /** How many rows there are of what stands after FROM. */
  async numberOf(sql: string, ...values: readonly unknown[]): Promise<number> {
    const [row] = await this.query<{ n: number }>(`SELECT count(*)::integer AS n FROM ${sql}`, ...values);
    return row?.n ?? 0;
  }
}
