import { type Database, DatabaseBusy, dynamicStatement, type Tx } from '@clientele/database';

/** A statement as it is looked at once. */
export interface Question {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** How long it may take: `5s`. */
  readonly patience: string;
}

// What is looked at once is not worth compiling.
const PREPARE = `
  SELECT pg_backend_pid() AS pid, set_config('statement_timeout', $1, true), set_config('jit', 'off', true),
         set_config('work_mem', '64MB', true)`;

/** A look at very many rows, on a connection of its own, that can be given up. */
export class Look<Row extends Record<string, unknown>> {
  /** The row found; undefined where it was given up or took too long. */
  readonly row: Promise<Row | undefined>;
  private isGivenUp = false;
  private backend: number | undefined;
  private cancelling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: Database,
    question: Question,
  ) {
    this.row = this.ask(question).catch((error: unknown) => {
      if (error instanceof DatabaseBusy) return undefined;
      throw error;
    });
    // Whoever gives it up does not ask what came of it.
    this.row.catch(() => undefined);
  }

  /** Returns when the connection is free again. */
  async giveUp(): Promise<void> {
    this.isGivenUp = true;
    // If that fails while the statement is still at work nobody would hear of it, which ends the process: it then takes as long as it may.
    if (this.backend !== undefined)
      this.cancelling = this.db.manager
        .query('SELECT pg_cancel_backend($1)', [this.backend])
        .catch(() => undefined);
    await this.row.catch(() => undefined);
  }

  private ask({ sql, parameters, patience }: Question): Promise<Row | undefined> {
    return this.db.transaction(async (tx: Tx) => {
      const [prepared] = await tx.query<{ pid: number }[]>(PREPARE, [patience]);
      if (this.isGivenUp) return undefined;
      this.backend = prepared?.pid;
      try {
        return await dynamicStatement<Row>(sql).first(tx, [...parameters]);
      } finally {
        this.backend = undefined;
        // Else it could reach whoever has the connection next.
        await this.cancelling;
      }
    });
  }
}
