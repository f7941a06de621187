import type { Database } from '@clientele/database';
import type { QueryRunner } from 'typeorm';

/** What a test keeps from others, at the longest until its end: a service that is to stop would wait for it. */
export class HeldLocks {
  private readonly held = new Set<QueryRunner>();

  constructor(private readonly db: Database) {}

  /** Runs a statement in a transaction that stays open; returns how to end it. */
  async take(sql: string, ...values: readonly unknown[]): Promise<() => Promise<void>> {
    const runner = this.db.source.createQueryRunner();
    this.held.add(runner);
    await runner.startTransaction();
    await runner.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    await runner.query(sql, [...values]);
    return () => this.release(runner);
  }

  /** Lets go of all that is still held. */
  async letGo(): Promise<void> {
    for (const runner of this.held) await this.release(runner);
  }

  private async release(runner: QueryRunner): Promise<void> {
    if (!this.held.delete(runner)) return;
    await runner.rollbackTransaction();
    await runner.release();
  }
}
