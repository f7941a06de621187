import type { Clock } from '@clientele/config';
import type { Table, TableRow } from '@clientele/spreadsheets';
import { type Header, type ReadRow, readRow } from './rows.domain';

/** Rows that come in together. */
export interface Chunk {
  readonly rows: readonly (ReadRow & { readonly row: number })[];
  /** How much of the file is read with them, 0 to 1. */
  readonly progress: number;
  /** Whether there are as many as there may be: others probably follow. */
  readonly isFull: boolean;
}

/** The rows of a table behind one of them, read and in chunks. */
export async function* chunksOf(
  table: Table,
  rows: AsyncIterable<TableRow>,
  header: Header,
  { after, size, clock }: { readonly after: number; readonly size: number; readonly clock: Clock },
): AsyncGenerator<Chunk> {
  let read: Chunk['rows'][number][] = [];
  let now = clock.now();
  for await (const { row, cells } of rows) {
    if (row <= after) continue;
    read.push({ row, ...readRow(header, cells, now) });
    if (read.length < size) continue;
    yield { rows: read, progress: table.progress, isFull: true };
    [read, now] = [[], clock.now()];
  }
  if (read.length > 0) yield { rows: read, progress: table.progress, isFull: false };
}
