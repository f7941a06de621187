import type { ByteRange } from '@clientele/files';
import type { Readable } from 'node:stream';

/** Opens the file, or a part of it. */
export type OpenFile = (range?: ByteRange) => Promise<Readable>;

/** Why a cell has no text. */
export interface CellFault {
  /** Stable, kebab-case. */
  readonly code: string;
  /** One sentence for people. */
  readonly message: string;
}

/** What a cell says, as text; text that a spreadsheet was told to take as text is guarded. */
export type Cell = string | CellFault;

/** A row of a table, by the number that people see in front of it. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** A table that is read from its beginning, row by row, with little of it in memory. */
export interface Table {
  /** Ends with whoever reads it. */
  rows(signal: AbortSignal): AsyncGenerator<TableRow>;
  /** How much has been read, 0 to 1. */
  readonly progress: number;
}
