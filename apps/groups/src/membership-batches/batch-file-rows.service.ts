import { Database } from '@clientele/database';
import { NamelessFile } from '@clientele/files';
import type { RunningJob } from '@clientele/jobs';
import { openTable, type Table, type TableRow } from '@clientele/spreadsheets';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { validate as isUuid } from 'uuid';
import { fileOf, forgetFile } from './batch-file.queries';
import { columnIn, MOST_BYTES, nameIn } from './batch-file';
import type { BatchCursor, BatchInput, Deciding, Finding } from './membership-batch-input';
import { FileTooLong } from './membership-batches.problems';
import { keepNamed } from './membership-batches.queries';
import { namedColumns } from './named-column.domain';

type FileJob = RunningJob<BatchInput, BatchCursor>;

/** A row that names somebody, by the number that people see in front of it. */
interface NamedRow {
  readonly row: number;
  readonly name: string;
}

const KEPT_TOGETHER = 5_000;
const MOST_ROWS = 500_000;

/** Reads the files that name the customers of batches. */
@Injectable()
export class BatchFileRows {
  constructor(private readonly db: Database) {}

  /** Keeps the rows of the file as those of the batch, some in each step, and then lets go of the file. */
  async keepAll(job: FileJob, { rows: after }: Finding): Promise<Deciding> {
    // Workbooks are read here and there: they have to lie somewhere.
    const file = await NamelessFile.of(Readable.from(fileOf(this.db, job.id)), MOST_BYTES);
    try {
      const table = await openTable((range) => file.open(range), file.content, namedColumns);
      let last = after;
      for await (const portion of portionsOf(table, job, after))
        last = await this.keep(job, portion).then(() => portion.at(-1)?.row ?? last);
      const cursor = { rows: last, done: 0 };
      await job.step(async (tx) => {
        await forgetFile.rows(tx, [job.id]);
        return { cursor };
      });
      return cursor;
    } finally {
      await file.close();
    }
  }

  private keep(job: FileJob, portion: readonly NamedRow[]): Promise<void> {
    const numbers = portion.map(({ row }) => row);
    const names = portion.map(({ name }) => name);
    const ids = names.map((name) => (job.input.key === undefined && isUuid(name) ? name : null));
    return job.step(async (tx) => {
      await keepNamed.rows(tx, [job.id, numbers, names, ids]);
      return { cursor: { rows: numbers.at(-1) ?? 0 } };
    });
  }
}

async function* portionsOf(
  table: Table,
  { input, signal }: FileJob,
  after: number,
): AsyncGenerator<readonly NamedRow[]> {
  const rows = table.rows(signal);
  const header = await rows.next();
  const { index } = columnIn(header.done ? undefined : header.value, input.key ?? 'id');
  let portion: NamedRow[] = [];
  for await (const { row, cells } of counted(rows)) {
    if (row <= after) continue;
    portion.push({ row, name: nameIn(cells[index]) });
    if (portion.length < KEPT_TOGETHER) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

async function* counted(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  let count = 0;
  for await (const row of rows) {
    if (++count > MOST_ROWS) throw new FileTooLong({ detail: `It has more than ${MOST_ROWS} rows.` });
    yield row;
  }
}
