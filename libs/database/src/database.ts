import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable, isConnectionLost, isRetryable } from './failures';

/** A transaction, or the plain connection pool where none is needed. */
export type Tx = EntityManager;

const ATTEMPTS = 5;

/** The service's own database. */
@Injectable()
export class Database {
  constructor(readonly source: DataSource) {}

  /** For single reads; whatever is decided from them belongs into a transaction. */
  get manager(): EntityManager {
    if (!this.source.isInitialized) throw unavailable();
    return this.source.manager;
  }

  /**
   * Runs `work` in one transaction. Serialisation failures and deadlocks run it again, so it does nothing
   * outside the database. A connection lost before the commit runs it once more; one lost during the commit
   * leaves the outcome unknown and is reported.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(work);
      if ('value' in outcome) return outcome.value;

      const { error, committing } = outcome;
      const again = isRetryable(error) || (isConnectionLost(error) && !committing && attempt === 1);
      if (!again || attempt === ATTEMPTS) throw isConnectionLost(error) ? unavailable() : error;
      await delay(attempt * 10 * Math.random());
    }
  }

  private async attempt<T>(
    work: (tx: Tx) => Promise<T>,
  ): Promise<{ value: T } | { error: unknown; committing: boolean }> {
    if (!this.source.isInitialized) throw unavailable();
    const runner = this.source.createQueryRunner();
    let committing = false;
    try {
      await runner.startTransaction();
      const value = await work(runner.manager);
      committing = true;
      await runner.commitTransaction();
      return { value };
    } catch (error) {
      // A rollback on a dead connection fails too; the server has rolled back by itself then.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      return { error, committing };
    } finally {
      await runner.release().catch(() => undefined);
    }
  }
}

const unavailable = () => new DatabaseUnavailable({ detail: 'Please try again in a moment.' });
