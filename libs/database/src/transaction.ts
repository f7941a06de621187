import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isConnectionSpent } from './failures';

const over = new WeakSet<QueryRunner>();

/**
 * One transaction on one connection. It ends by itself, by our hand and not TypeORM's, for two reasons: a commit
 * that Postgres turned into a rollback is no success, and work that was not waited for must not go on outside.
 */
export class Transaction {
  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {}

  static async begin(source: DataSource): Promise<Transaction> {
    const runner = source.createQueryRunner();
    const client: PoolClient = await runner.connect();
    const transaction = new Transaction(runner, client);
    try {
      await runner.startTransaction();
    } catch (error) {
      await transaction.rollback(error);
      throw error;
    }
    return transaction;
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async commit(): Promise<void> {
    this.close();
    try {
      const { command } = await this.client.query('COMMIT');
      if (command === 'ROLLBACK') throw new Error('A statement failed and its failure was not passed on.');
    } catch (error) {
      if (isConnectionSpent(error)) this.discard();
      throw error;
    } finally {
      await this.runner.release();
    }
  }

  async rollback(cause: unknown): Promise<void> {
    this.close();
    // The server rolls back by itself when the connection ends.
    if (isConnectionSpent(cause)) this.discard();
    else await this.client.query('ROLLBACK').catch(() => this.discard());
    await this.runner.release();
  }

  // From here on, what was forgotten to be waited for fails.
  private close(): void {
    over.add(this.runner);
    this.runner.query = () => Promise.reject(transactionIsOver());
  }

  // The pool takes no client back that is ending.
  private discard(): void {
    void (this.client as unknown as { end(): Promise<void> }).end().catch(() => undefined);
  }
}

/** The connection of a transaction that is still open. */
export function connectionOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (!queryRunner) throw new Error('A transaction is needed; without one pass the database.');
  if (over.has(queryRunner)) throw transactionIsOver();
  return queryRunner.connect() as Promise<PoolClient>;
}

const transactionIsOver = () => new Error('The transaction is over: work in it was not waited for.');
