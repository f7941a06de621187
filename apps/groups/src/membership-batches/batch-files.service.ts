import type { Principal } from '@clientele/contracts';
import { FileEmpty, LocalFileStore } from '@clientele/files';
import type { Once, RawJson } from '@clientele/http';
import { TablesService } from '@clientele/spreadsheets';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { columnIn, MOST_BYTES } from './batch-file';
import { keepFile } from './batch-file.queries';
import type { FileBatchQuery } from './membership-batches.bodies';
import { MembershipBatchesService } from './membership-batches.service';
import type { MembershipBatchView } from './membership-batches.views';
import { type NamedBy, type NamedColumn, namedColumns } from './named-column.domain';

/** So many rows are read before the batch is taken on; what is wrong with others fails it. */
const LOOKED_AT = 100;

/** A file that is here until it is kept with its batch. */
interface Sent {
  readonly fileId: string;
  readonly size: number;
}

/** Takes orders for batches whose customers a file names. The job reads it, in whichever replica it runs. */
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
      const found = await this.look({ fileId, size }, column);
      return await this.batches.start(once, caller, body, {
        ...{ by: 'file', sent: { sha256 } },
        ...(found.by !== 'id' && { key: found.by }),
        keep: async (tx, jobId) => keepFile(tx, jobId, await this.store.open(fileId)),
      });
    } finally {
      await this.store.delete(fileId);
    }
  }

  /** Finds the column that names customers, and what is wrong with the file as far as its beginning shows it. */
  private async look(file: Sent, wanted?: NamedBy): Promise<NamedColumn> {
    const table = await this.tables.open(file, namedColumns);
    const rows = table.rows(new AbortController().signal);
    try {
      const header = await rows.next();
      const column = columnIn(header.done ? undefined : header.value, wanted);
      for (let row = 1; row < LOOKED_AT && !(await rows.next()).done; row++);
      return column;
    } finally {
      await rows.return(undefined);
    }
  }
}
