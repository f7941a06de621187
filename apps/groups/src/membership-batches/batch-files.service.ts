import type { Principal } from '@clientele/contracts';
import { FileEmpty, LocalFileStore } from '@clientele/files';
import type { Once, RawJson } from '@clientele/http';
import { type Table, TablesService } from '@clientele/spreadsheets';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { keepFileRows } from './batch-file-rows';
import type { FileBatchQuery } from './membership-batches.bodies';
import { FileColumnUnknown } from './membership-batches.problems';
import { MembershipBatchesService } from './membership-batches.service';
import type { MembershipBatchView } from './membership-batches.views';
import { type NamedBy, type NamedColumn, namedColumn, namedColumns } from './named-column.domain';

const MOST_BYTES = 50 * 1024 * 1024;

/** A file that is here for as long as its rows are read. */
interface Sent {
  readonly fileId: string;
  readonly size: number;
}

/** Takes orders for batches whose customers a file names. Its rows become those of the batch at once, so no replica needs it later. */
@Injectable()
export class BatchFiles {
  constructor(
    private readonly store: LocalFileStore,
    private readonly tables: TablesService,
    private readonly batches: MembershipBatchesService,
  ) {}

  async create(
    once: Once,
    caller: Principal,
    { column, ...body }: FileBatchQuery,
    content: Readable,
  ): Promise<RawJson<MembershipBatchView>> {
    const fileId = uuidv7();
    try {
      const { size, sha256 } = await this.store.put(fileId, content, MOST_BYTES);
      if (size === 0) throw new FileEmpty();
      const file = { fileId, size };
      const found = await this.columnOf(file, column);
      return await this.batches.start(once, caller, body, {
        ...{ by: 'file', sent: { sha256 } },
        ...(found.by !== 'id' && { key: found.by }),
        keep: async (tx, jobId) => keepFileRows(tx, jobId, found, await this.open(file)),
      });
    } finally {
      await this.store.delete(fileId);
    }
  }

  private async columnOf(file: Sent, wanted?: NamedBy): Promise<NamedColumn> {
    const rows = (await this.open(file)).rows(new AbortController().signal);
    const { value, done } = await rows.next();
    await rows.return(undefined);
    const headers = done ? [] : value.cells.map((cell) => (typeof cell === 'string' ? cell : ''));
    const column = namedColumn(headers, wanted);
    if (!column)
      throw new FileColumnUnknown({
        detail: `The first row has no column ${wanted ?? 'id, number or email'}.`,
      });
    return column;
  }

  private open(file: Sent): Promise<Table> {
    return this.tables.open(file, namedColumns);
  }
}
