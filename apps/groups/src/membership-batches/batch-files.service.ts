import type { Principal } from '@clientele/contracts';
import { FileEmpty, NamelessFile } from '@clientele/files';
import type { Once, RawJson } from '@clientele/http';
import { openTable } from '@clientele/spreadsheets';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { columnIn, MOST_BYTES } from './batch-file';
import { keepFile } from './batch-file.queries';
import type { FileBatchQuery } from './membership-batches.bodies';
import { MembershipBatchesService } from './membership-batches.service';
import type { MembershipBatchView } from './membership-batches.views';
import { type NamedBy, type NamedColumn, namedColumns } from './named-column.domain';

/** So many rows are read before the batch is taken on; what is wrong with others fails it. */
const LOOKED_AT = 100;

/** Takes orders for batches whose customers a file names. The job reads it, in whichever replica it runs. */
@Injectable()
export class BatchFiles {
  constructor(private readonly batches: MembershipBatchesService) {}

  async create(
    once: Once,
    caller: Principal,
    { column, ...body }: FileBatchQuery,
    content: Readable,
  ): Promise<RawJson<MembershipBatchView>> {
    const file = await NamelessFile.of(content, MOST_BYTES);
    try {
      const { size, sha256 } = file.content;
      if (size === 0) throw new FileEmpty();
      const found = await look(file, column);
      return await this.batches.start(once, caller, body, {
        ...{ by: 'file', sent: { sha256 } },
        ...(found.by !== 'id' && { key: found.by }),
        keep: async (tx, jobId) => keepFile(tx, jobId, await file.open()),
      });
    } finally {
      await file.close();
    }
  }
}

/** Finds the column that names customers, and what is wrong with the file as far as its beginning shows it. */
async function look(file: NamelessFile, wanted?: NamedBy): Promise<NamedColumn> {
  const table = await openTable((range) => file.open(range), file.content, namedColumns);
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
