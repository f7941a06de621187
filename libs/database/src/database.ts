import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable, isRetryable, isWorthAnotherConnection, passingTrouble } from './failures';
import { type Last, Transaction } from './transaction';

/** A transaction, or the plain connection pool where none is needed. */
export type Tx = EntityManager;

const ATTEMPTS = 5;

/** The service's own database. */
@Injectable()
export class Database {
  constructor(readonly source: DataSource) {}

  /** For single reads; whatever is decided from them belongs into a transaction. */
  get manager(): EntityManager {
    if (!this.source.isInitialized) throw new DatabaseUnavailable();
    return this.source.manager;
  }

  /**
   * Runs `work` in one transaction. Serialisation failures and deadlocks run it again, so it does nothing
   * outside the database. A connection lost before the commit runs it once more; one lost during the commit
   * leaves the outcome unknown and is reported.
   *
   * `last` names one more statement, which is sent in one go with the commit; if it fails, nothing is committed.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, last?: (value: T) => Last | undefined): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(work, last);
      if ('value' in outcome) return outcome.value;

      const { error, committing } = outcome;
      const again = isRetryable(error) || (isWorthAnotherConnection(error) && !committing && attempt === 1);
      if (!again || attempt === ATTEMPTS) throw passingTrouble(error) ?? error;
      await delay(attempt * 10 * Math.random());
    }
  }

  private async attempt<T>(
    work: (tx: Tx) => Promise<T>,
    last?: (value: T) => Last | undefined,
  ): Promise<{ value: T } | { error: unknown; committing: boolean }> {
    if (!this.source.isInitialized) throw new DatabaseUnavailable();
    let transaction: Transaction | undefined;
    let committing = false;
    try {
      transaction = await Transaction.begin(this.source);
      const value = await work(transaction.manager);
      const ending = last?.(value);
      committing = true;
      await transaction.commit(ending ? [ending] : []);
      return { value };
    } catch (error) {
      if (!committing) await transaction?.rollback(error);
      return { error, committing };
    }
  }
}
