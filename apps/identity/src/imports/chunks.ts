import type { Clock } from '@clientele/config';
import type { Table, TableRow } from '@clientele/spreadsheets';
import { ClaimedKeys } from './claimed-keys';
import type { Mistake } from './column.domain';
import { type Fields, type Header, type ReadRow, readRow, type RowKey } from './rows.domain';

/** A row of a file as far as the file alone tells what it comes to. */
export type ChunkRow = ReadRow & {
  readonly row: number;
  /** What it is about and there was no room to note: rows above may be about the same. */
  readonly keys: readonly RowKey[];
};

/** Rows that come in together. */
export interface Chunk {
  readonly rows: readonly ChunkRow[];
  readonly header: Header;
  /** How much of the file is read with them, 0 to 1. */
  readonly progress: number;
  /** Whether there are as many as there may be: others probably follow. */
  readonly isFull: boolean;
}

/** How rows are read. */
interface Reading {
  /** The row behind which they are wanted; those before count as far as others are about the same. */
  readonly after: number;
  readonly size: number;
  readonly clock: Clock;
  readonly keysOf: (fields: Fields) => readonly RowKey[];
}

/** The rows of a table behind one of them, read and in chunks. */
export async function* chunksOf(
  table: Table,
  rows: AsyncIterable<TableRow>,
  header: Header,
  { after, size, clock, keysOf }: Reading,
): AsyncGenerator<Chunk> {
  const claimed = new ClaimedKeys();
  let read: ChunkRow[] = [];
  let now = clock.now();
  for await (const { row, cells } of rows) {
    const one = withKeys(row, readRow(header, cells, now), keysOf, claimed);
    if (row <= after) continue;
    read.push(one);
    if (read.length < size) continue;
    yield { rows: read, header, progress: table.progress, isFull: true };
    [read, now] = [[], clock.now()];
  }
  if (read.length > 0) yield { rows: read, header, progress: table.progress, isFull: false };
}

function withKeys(row: number, read: ReadRow, keysOf: Reading['keysOf'], claimed: ClaimedKeys): ChunkRow {
  if ('mistakes' in read) return { row, mistakes: read.mistakes, keys: NONE };
  const keys = keysOf(read.fields);
  const holders = keys.map(({ key }) => claimed.claim(key, row));
  const left = holders.includes(undefined) ? keys.filter((_, i) => holders[i] === undefined) : NONE;
  const shared = holders.findIndex((holder) => holder !== undefined && holder !== row);
  const mistakes = duplicateOf(keys[shared], holders[shared]);
  return mistakes ? { row, mistakes, keys: left } : { row, fields: read.fields, keys: left };
}

const NONE: readonly RowKey[] = [];

/** What is wrong with a row that shares a key with one above; undefined if none does. */
export const duplicateOf = (key: RowKey | undefined, above: number | undefined): Mistake[] | undefined =>
  key && above !== undefined
    ? [
        {
          column: key.field,
          code: 'duplicate-in-file',
          message: `It is about the same as row ${above}, which counts.`,
        },
      ]
    : undefined;
