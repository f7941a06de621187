import type { Actor } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { FormName } from '@clientele/forms';
import type { Column } from './column.domain';
import type { ImportMode, Outcome } from './import-outcome.domain';
import type { Fields, Row, RowKey } from './rows.domain';

/** What somebody wants of an import. */
export interface ImportOptions {
  /** How rows and what is there are brought together. */
  readonly match: string;
  readonly mode: ImportMode;
  /** Whether nothing is to be changed. */
  readonly dryRun: boolean;
  /** Whether new contacts are invited to choose a password. */
  readonly invite: boolean;
  /** The employee whose sales teams' customers alone are changed; not given: all. */
  readonly seenBy?: string;
}

/** The circumstances of a chunk. */
export interface ImportContext extends ImportOptions {
  readonly shopId: string;
  readonly actor: Actor;
  readonly now: Date;
}

/** What becomes of rows. */
export interface ImportPlan {
  /** Of each row, or what is wrong with it. */
  readonly outcomes: readonly Outcome[];
  /** Does it, in the transaction in which it was planned. */
  write(tx: Tx): Promise<void>;
}

/** Something that can be imported. */
export interface ImportTarget {
  /** The form that rows are held to, whose own fields have columns, too. */
  readonly form: FormName;
  /**
   * Whether rows are planned while those above them are being written. For that, what a plan finds has to stay as it is
   * whatever is written of rows that share no key with its own; what it refuses is planned again after them.
   */
  readonly plansAhead: boolean;
  columns(match: string): readonly Column[];
  /** The columns without which no row can be matched. */
  neededColumns(match: string): readonly string[];
  /** What a row is about: two rows of a file that share one of these are the same. */
  keysOf(fields: Fields, match: string): readonly RowKey[];
  /** Locks what is there and decides what to do with rows. */
  plan(tx: Tx, context: ImportContext, rows: readonly Row[]): Promise<ImportPlan>;
}
