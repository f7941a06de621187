import { Clock, spareMemory } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { StoredFiles } from '@clientele/files';
import type { EndedJob } from '@clientele/jobs';
import { type TableRow, TablesService } from '@clientele/spreadsheets';
import { Injectable } from '@nestjs/common';
import { ownFieldsOf } from '../forms/own-fields.queries';
import type { Column } from './column.domain';
import { type Chunk, chunksOf } from './chunks';
import { forgetKeys, report } from './import.queries';
import type { ImportInput, ImportJob } from './import-job';
import { ImportStep } from './import-step.service';
import type { ImportTarget } from './import-target';
import { HeaderUnknown } from './imports.problems';
import { ownColumns } from './own-fields.domain';
import { type Fields, type Header, knownHeaders, readHeader } from './rows.domain';
import { StepSequence } from './step-sequence';

const ROWS_PER_STEP = 500;

/** Brings a file in, a few hundred rows per transaction. */
@Injectable()
export class ImportRun {
  constructor(
    private readonly tables: TablesService,
    private readonly files: StoredFiles,
    private readonly steps: ImportStep,
    private readonly clock: Clock,
    private readonly db: Database,
  ) {}

  async run(job: ImportJob, target: ImportTarget): Promise<void> {
    spareMemory();
    const own = await ownFieldsOf(this.db, job.shopId, target.form);
    const columns = [...target.columns(job.input.match), ...ownColumns(own)];
    const table = await this.tables.open(job.input, (names) => knownHeaders(columns, names));
    const rows = table.rows(job.signal);
    try {
      const first = await rows.next();
      if (first.done) throw new HeaderUnknown({ detail: 'The file is empty.' });
      const header = await this.begin(job, target, columns, first.value);
      const reading = {
        ...{ after: job.cursor?.row ?? 0, size: ROWS_PER_STEP, clock: this.clock },
        keysOf: (fields: Fields) => target.keysOf(fields, job.input.match),
      };
      await this.bringIn(job, target, chunksOf(table, rows, header, reading));
    } finally {
      await rows.return(undefined);
    }
  }

  /** Lets go of what only the run needed. */
  async ended(tx: Tx, { id, input }: EndedJob<ImportInput>): Promise<void> {
    await forgetKeys.rows(tx, [id]);
    await this.files.release(tx, [input.fileId]);
  }

  private async begin(
    job: ImportJob,
    target: ImportTarget,
    columns: readonly Column[],
    { row, cells }: TableRow,
  ): Promise<Header> {
    const names = cells.map((cell) => (typeof cell === 'string' ? cell : ''));
    const header = readHeader(columns, names);
    if (!header.columns.some((column) => column !== undefined))
      throw new HeaderUnknown({
        detail: `The first row has none of ${columns.map(({ field }) => field).join(', ')}.`,
      });
    const lacking = target
      .neededColumns(job.input.match)
      .filter((needed) => !header.columns.some((column) => column?.field === needed));
    if (lacking.length > 0)
      throw new HeaderUnknown({
        detail: `There is no column ${lacking.join(' and ')}, by which the rows are to be matched.`,
      });
    if (!job.cursor) {
      await job.step(async (tx) => {
        await report(tx, job.id, [{ row, mistakes: header.mistakes }]);
        return { cursor: { row } };
      });
    }
    return header;
  }

  private async bringIn(job: ImportJob, target: ImportTarget, chunks: AsyncIterable<Chunk>): Promise<void> {
    const steps = new StepSequence(this.steps, job, target);
    try {
      for await (const chunk of chunks) {
        await steps.add(chunk);
        spareMemory();
      }
    } finally {
      await steps.end();
    }
  }
}
