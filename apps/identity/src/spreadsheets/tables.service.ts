import { FileStore } from '@clientele/files';
import { Injectable } from '@nestjs/common';
import { beginsAsArchive, CsvTable, separatorOf } from './csv-table';
import { type Encoding, encodingOf, isEncoding } from './encoding';
import type { OpenFile, Table } from './table';
import { SpreadsheetNotReadable } from './spreadsheets.problems';

/** A file that holds a table, and what its sender says of it. */
interface TableFile {
  readonly fileId: string;
  readonly size: number;
  readonly encoding?: string;
}

/** Opens stored files as tables. */
@Injectable()
export class TablesService {
  constructor(private readonly store: FileStore) {}

  /** `known` tells how many of some headers are known, to find out what separates them. */
  async open(
    { fileId, size, encoding }: TableFile,
    known: (names: readonly string[]) => number,
  ): Promise<Table> {
    const open: OpenFile = (range) => this.store.open(fileId, range);
    if (await beginsAsArchive(open)) throw new SpreadsheetNotReadable({ detail: 'CSV is needed.' });
    const spoken: Encoding = encoding && isEncoding(encoding) ? encoding : await encodingOf(open);
    return new CsvTable(open, size, spoken, await separatorOf(open, spoken, known));
  }
}
