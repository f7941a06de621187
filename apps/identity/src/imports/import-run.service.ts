import { Clock } from '@clientele/config';
import { Database, isDataRefused, type Tx } from '@clientele/database';
import { StoredFiles } from '@clientele/files';
import type { EndedJob, JobProgress, RunningJob } from '@clientele/jobs';
import { type TableRow, TablesService } from '@clientele/spreadsheets';
import { Injectable, Logger } from '@nestjs/common';
import { ownFieldsOf } from '../forms/own-fields.queries';
import type { Column, Mistake } from './column.domain';
import { ahead, type Chunk, chunksOf } from './chunks';
import { claim, forgetKeys, report, useIndexes } from './import.queries';
import type { ImportOptions, ImportTarget } from './import-target';
import type { Outcome } from './import-outcome.domain';
import { HeaderUnknown } from './imports.problems';
import { ownColumns } from './own-fields.domain';
import { spareMemory } from './spare-memory';
import { type Header, knownHeaders, readHeader, type Row } from './rows.domain';

/** What an import was asked to do. */
export interface ImportInput extends ImportOptions {
  readonly fileId: string;
  /** Of the file. */
  readonly size: number;
  readonly encoding?: string;
}

/** How far an import is: the last row it has done. */
export interface ImportCursor {
  readonly row: number;
}

export type ImportJob = RunningJob<ImportInput, ImportCursor>;

const ROWS_PER_STEP = 500;
const ATTEMPTS = 4;

/** Brings a file in, a few hundred rows per transaction. */
@Injectable()
export class ImportRun {
  private readonly logger = new Logger(ImportRun.name);

  constructor(
    private readonly tables: TablesService,
    private readonly files: StoredFiles,
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
      const options = { after: job.cursor?.row ?? 0, size: ROWS_PER_STEP, clock: this.clock };
      for await (const chunk of ahead(chunksOf(table, rows, header, options))) {
        await this.step(job, target, chunk);
        spareMemory();
      }
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

  // Somebody else may take an address or a number between our look and our insert: then we look again.
  private async step(job: ImportJob, target: ImportTarget, chunk: Chunk): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await job.step((tx) => this.import(tx, job, target, chunk));
      } catch (error) {
        if (!isDataRefused(error)) throw error;
        if (attempt === ATTEMPTS) return this.divide(job, target, chunk, error);
      }
    }
  }

  // No row keeps others from coming in, not even one that shows a mistake of ours.
  private async divide(job: ImportJob, target: ImportTarget, chunk: Chunk, error: unknown): Promise<void> {
    const { rows } = chunk;
    const half = Math.ceil(rows.length / 2);
    if (rows.length > 1) {
      await this.step(job, target, { ...chunk, rows: rows.slice(0, half) });
      return this.step(job, target, { ...chunk, rows: rows.slice(half) });
    }
    const row = rows[0]?.row ?? 0;
    this.logger.error(`The database refuses row ${row} of the import ${job.id}: ${String(error)}`);
    return job.step(async (tx) => {
      await report(tx, job.id, [{ row, mistakes: [REFUSED] }]);
      return { cursor: { row }, counts: { rows: 1, refused: 1 } };
    });
  }

  private async import(
    tx: Tx,
    { id, shopId, actor, input }: ImportJob,
    target: ImportTarget,
    { rows, progress }: Chunk,
  ): Promise<JobProgress> {
    await useIndexes.rows(tx);
    const now = this.clock.now();
    const wrong: WrongRow[] = rows.flatMap((one) => ('mistakes' in one ? [one] : []));
    const right = rows.flatMap((one) =>
      'fields' in one ? [{ ...one, keys: target.keysOf(one.fields, input.match) }] : [],
    );
    const claimed = await claim(tx, id, right);
    const fresh: Row[] = [];
    for (const row of right) {
      const above = row.keys.flatMap((key) => claimed.get(key) ?? []).find((other) => other !== row.row);
      if (above === undefined) fresh.push(row);
      else wrong.push({ row: row.row, mistakes: [duplicate(above)] });
    }

    const outcomes = await target.apply(tx, { ...input, shopId, actor, now }, fresh);
    fresh.forEach(({ row }, i) => {
      const outcome = outcomes[i];
      if (typeof outcome === 'object') wrong.push({ row, mistakes: [outcome] });
    });
    await report(tx, id, wrong);
    return {
      cursor: { row: rows.at(-1)?.row ?? 0 },
      progress,
      counts: { rows: rows.length, ...countsOf(outcomes), refused: wrong.length },
    };
  }
}

interface WrongRow {
  readonly row: number;
  readonly mistakes: readonly Mistake[];
}

const REFUSED: Mistake = {
  column: null,
  code: 'not-accepted',
  message: 'It cannot be kept as it is.',
};

const duplicate = (row: number): Mistake => ({
  column: null,
  code: 'duplicate-in-file',
  message: `It is about the same as row ${row}, which counts.`,
});

function countsOf(outcomes: readonly Outcome[]): Record<'created' | 'updated' | 'unchanged', number> {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const outcome of outcomes) if (typeof outcome === 'string') counts[outcome]++;
  return counts;
}
