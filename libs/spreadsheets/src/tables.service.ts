import { FileStore } from '@clientele/files';
import { Injectable } from '@nestjs/common';
import { openTable, type TableFile } from './open-table';
import type { Table } from './table';

/** Opens stored files as tables. */
@Injectable()
export class TablesService {
  constructor(private readonly store: FileStore) {}

  /** `known` tells how many of some headers are known, to find out what separates them. */
  open(
    { fileId, ...file }: TableFile & { readonly fileId: string },
    known: (names: readonly string[]) => number,
  ): Promise<Table> {
    return openTable((range) => this.store.open(fileId, range), file, known);
  }
}
