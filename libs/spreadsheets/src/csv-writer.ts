import { Readable } from 'node:stream';
import { toCsvLine } from './cell.domain';
import type { Separator } from './csv-table';

/** Rows on their way into a file, some at a time; the first is the header. */
export type RowsToWrite = AsyncIterable<readonly (readonly string[])[]>;

/** A CSV file (RFC 4180) in UTF-8, with the mark by which spreadsheets know it. */
export const csvOf = (rows: RowsToWrite, separator: Separator): Readable =>
  Readable.from(csvText(rows, separator));

async function* csvText(rows: RowsToWrite, separator: Separator): AsyncGenerator<string> {
  yield '\ufeff';
  for await (const some of rows) yield some.map((cells) => toCsvLine(cells, separator)).join('');
}
