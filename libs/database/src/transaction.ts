import type { PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { isConnectionSpent } from './failures';
import { planForAny, together } from './planning';
import type { Statement } from './statement';

/** A statement with its values, made before the commit is on its way: what cannot be made must not be committed without. */
export interface Last {
  readonly statement: Pick<Statement<QueryResultRow>, 'rows'>;
  readonly parameters: readonly unknown[];
}

/** Transactions that are open: their connections, and what is sent together with their commits. */
const open = new WeakMap<QueryRunner, { readonly client: PoolClient; readonly last: Last[] }>();

/**
 * One transaction on one connection. It begins and ends by our hand and not TypeORM's, for three reasons: its beginning is
 * sent together with the first statement, a commit that Postgres turned into a rollback is no success, and work that
 * was not waited for must not go on outside.
 */
export class Transaction {
  private readonly begun: Promise<unknown>;

  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
  ) {
    open.set(runner, { client, last: [] });
    // What TypeORM looks at before it takes a lock or makes a savepoint.
    Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
    together(client);
    planForAny(client);
    this.begun = client.query('START TRANSACTION');
    // Whatever hindered it hinders the first statement too; the commit tells.
    this.begun.catch(() => undefined);
  }

  static async begin(source: DataSource): Promise<Transaction> {
    const runner = source.createQueryRunner();
    return new Transaction(runner, await runner.connect());
  }

  get manager(): EntityManager {
    return this.runner.manager;
  }

  /** Sends what was left for the commit, and `last`, together with it; if one of them fails nothing is committed. */
  async commit(last: readonly Last[]): Promise<void> {
    together(this.client);
    const ending = [...(open.get(this.runner)?.last ?? []), ...last].map(({ statement, parameters }) =>
      statement.rows(this.manager, parameters),
    );
    this.close();
    const committed = this.client.query('COMMIT');
    try {
      await Promise.allSettled([...ending, this.begun, committed]);
      // What the first of the statements says tells more than that its transaction was not committed.
      for (const one of ending) await one;
      await this.begun;
      const { command } = await committed;
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
    open.delete(this.runner);
    this.runner.query = () => Promise.reject(transactionIsOver());
  }

  // The pool takes no client back that is ending.
  private discard(): void {
    void (this.client as unknown as { end(): Promise<void> }).end().catch(() => undefined);
  }
}

/** The connection of a transaction that is still open. */
export const connectionOf = (tx: EntityManager): PoolClient => openOf(tx).client;

/**
 * Leaves a statement for the commit, with which it travels: for what nobody reads any more in the transaction. Each statement
 * that is waited for costs the way to the database and back, while its locks are held. If it fails nothing is committed,
 * and whoever began the transaction hears of it.
 */
export function atCommit(
  tx: EntityManager,
  statement: Last['statement'],
  parameters: readonly unknown[],
): void {
  openOf(tx).last.push({ statement, parameters });
}

function openOf({ queryRunner }: EntityManager): { readonly client: PoolClient; readonly last: Last[] } {
  if (!queryRunner) throw new Error('A transaction is needed; without one pass the database.');
  const found = open.get(queryRunner);
  if (!found) throw transactionIsOver();
  return found;
}

const transactionIsOver = () => new Error('The transaction is over: work in it was not waited for.');
