import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { Database, type Tx } from '@clientele/database';
import { StoredFiles } from '@clientele/files';
import { readRawPage } from '@clientele/http';
import type { EndedJob, JobProgress } from '@clientele/jobs';
import { guarded, csvOf, type RowsToWrite, MOST_SHEET_ROWS, xlsxOf } from '@clientele/spreadsheets';
import { Injectable } from '@nestjs/common';
import { addAbortSignal, type Readable } from 'node:stream';
import type { ExportedFile, ExportJob, ExportOptions } from './export-options';
import { type ExportSource, ownCells } from './export-source';
import { ExportTooLong } from './exports.problems';
import { cellText, type LayoutColumn, layoutOf } from './layout.domain';

const ITEMS_AT_ONCE = 1_000;
const MOST_BYTES = 4 * 1024 ** 3;

type Row = readonly (string | number | boolean | null)[];

interface ExportPage {
  /** The rows of each. */
  readonly items: readonly (readonly Row[])[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

/** Writes files, with little of them in memory. Interrupted anywhere, it begins again: half a file is never served. */
@Injectable()
export class ExportRun {
  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async run(job: ExportJob, source: ExportSource): Promise<void> {
    if (job.cursor) return;
    const content = fileOf(job.input, this.rows(job, source));
    const { id: fileId, ...stored } = await this.files.receive(
      addAbortSignal(job.signal, content),
      MOST_BYTES,
    );
    try {
      await job.step((tx) => this.keep(tx, job, { fileId, format: job.input.format, ...stored }));
    } catch (error) {
      await this.files.discard(fileId);
      throw error;
    }
  }

  /** Lets go of the file. */
  async forgotten(tx: Tx, { result }: EndedJob): Promise<void> {
    if (result && 'fileId' in result) await this.files.release(tx, [String(result.fileId)]);
  }

  private async keep(tx: Tx, job: ExportJob, result: ExportedFile): Promise<JobProgress> {
    const { id, shopId, actor, counts } = job;
    await this.files.keep(tx, result.fileId);
    // Whoever finds the file one day can tell by this whose it was.
    await this.audit.add(
      tx,
      { ...actor, shopId },
      {
        operation: 'exports.finish',
        resource: { type: 'exports', id },
        after: { ...counts, sha256: result.sha256, size: result.size },
      },
    );
    return { cursor: { written: true }, result };
  }

  private async *rows(job: ExportJob, source: ExportSource): AsyncGenerator<readonly string[][]> {
    const { input, shopId } = job;
    const own = await ownCells(this.db, shopId, source);
    const cells = { ...source.cells, ...own };
    const columns = layoutOf(input, [...source.full, ...(await source.more(shopId)), ...Object.keys(own)]);
    yield [columns.map(({ header }) => header)];
    const cellsOf = picking(columns, Object.keys(cells));
    const list = await source.rows({ ...input, shopId, now: this.clock.now() });
    const row = `json_build_array(${Object.values(cells).join(', ')})`;
    const view = `(${list.view(row)})::text`;

    let [items, rows, total, cursor]: [number, number, number, string | undefined] = [0, 0, 0, undefined];
    do {
      const query = { limit: ITEMS_AT_ONCE, count: cursor === undefined, cursor };
      const { text } = await readRawPage(this.db, { ...list, view }, query, list.parameters);
      const read = JSON.parse(text) as ExportPage;
      const some = read.items.flat().map(cellsOf);
      items += read.items.length;
      rows += some.length;
      total = read.total ?? total;
      if (input.format === 'xlsx' && Math.max(rows, total) >= MOST_SHEET_ROWS) throw new ExportTooLong();
      yield some;
      const counts = { rows: rows - (job.counts['rows'] ?? 0) };
      await job.step(async () => ({ progress: Math.min(1, items / (total + 1)), counts }));
      cursor = read.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

const fileOf = ({ format, separator }: ExportOptions, rows: RowsToWrite): Readable =>
  format === 'csv' ? csvOf(rows, separator) : xlsxOf(rows);

/** What makes the cells of a file of the cells of the database. */
function picking(columns: readonly LayoutColumn[], fields: readonly string[]) {
  const picked = columns.map(({ field, write }) => ({
    at: field === undefined ? -1 : fields.indexOf(field),
    write,
  }));
  return (cells: Row): string[] =>
    picked.map(({ at, write = (cell: string) => cell }) => guarded(write(cellText(cells[at] ?? null))));
}
