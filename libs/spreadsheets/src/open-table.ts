import { CsvTable, separatorOf } from './csv-table';
import { type Encoding, encodingOf, isEncoding } from './encoding';
import { SpreadsheetNotReadable } from './spreadsheets.problems';
import type { OpenFile, Table } from './table';
import { XlsxTable } from './xlsx-table';

/** A file that holds a table, and what its sender says of it. */
export interface TableFile {
  readonly size: number;
  readonly encoding?: string;
}

/** ZIP archives, as workbooks are; and the container of old office files and of encrypted ones. */
const ARCHIVE = 'PK\x03\x04';
const OLD_OFFICE = '\xd0\xcf\x11\xe0';

/** Opens a file as a table. `known` tells how many of some headers are known, to find out what separates them. */
export async function openTable(
  open: OpenFile,
  { size, encoding }: TableFile,
  known: (names: readonly string[]) => number,
): Promise<Table> {
  const beginning = await beginningOf(open);
  if (beginning === ARCHIVE) return new XlsxTable(open, size);
  if (beginning === OLD_OFFICE)
    throw new SpreadsheetNotReadable({
      detail: 'It is encrypted or of an old format. Save it as XLSX without a password, or as CSV.',
    });
  const spoken: Encoding = encoding && isEncoding(encoding) ? encoding : await encodingOf(open);
  return new CsvTable(open, size, spoken, await separatorOf(open, spoken, known));
}

async function beginningOf(open: OpenFile): Promise<string> {
  const beginning = await open({ start: 0, end: 3 });
  return Buffer.concat(await beginning.toArray()).toString('latin1');
}
