import { Clock } from '@clientele/config';
import type { Tx } from '@clientele/database';
import type { JobProgress } from '@clientele/jobs';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { Mistake } from './column.domain';
import { type Chunk, duplicateOf } from './chunks';
import { claim, report, useIndexes } from './import.queries';
import type { ImportJob } from './import-job';
import type { Outcome } from './import-outcome.domain';
import type { ImportPlan, ImportTarget } from './import-target';
import { type Header, nameInFile, type Row } from './rows.domain';

/** A row that is not imported, and why. */
interface WrongRow {
  readonly row: number;
  readonly mistakes: readonly Mistake[];
}

/** What is to be done with the rows of a step. */
export interface PlannedStep {
  readonly chunk: Chunk;
  /** Those that are planned; the others are wrong by themselves, or about the same as one above. */
  readonly rows: readonly Row[];
  readonly wrong: readonly WrongRow[];
  readonly plan: ImportPlan;
}

/** One step of an import: what its rows come to, and doing it. */
@Injectable()
export class ImportStep {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  async plan(tx: Tx, job: ImportJob, target: ImportTarget, chunk: Chunk): Promise<PlannedStep> {
    const [, , claimed] = await Promise.all([
      // What a file tells that has few rows is told at once.
      chunk.isFull && this.outbox.tellInBulk(tx),
      useIndexes.rows(tx),
      claim(tx, job.id, chunk.rows),
    ]);
    const [rows, wrong]: [Row[], WrongRow[]] = [[], []];
    for (const one of chunk.rows) {
      const shared = one.keys.find(({ key }) => (claimed.get(key) ?? one.row) !== one.row);
      const mistakes = 'mistakes' in one ? one.mistakes : duplicateOf(shared, claimed.get(shared?.key ?? ''));
      if (mistakes) wrong.push({ row: one.row, mistakes });
      else if ('fields' in one) rows.push(one);
    }
    return { chunk, rows, wrong, plan: await this.planRows(tx, job, target, rows) };
  }

  /** The same rows, by what is there now. */
  async planAgain(tx: Tx, job: ImportJob, target: ImportTarget, planned: PlannedStep): Promise<PlannedStep> {
    return { ...planned, plan: await this.planRows(tx, job, target, planned.rows) };
  }

  async write(tx: Tx, { id, input }: ImportJob, planned: PlannedStep): Promise<JobProgress> {
    const { chunk, rows, plan } = planned;
    if (!input.dryRun) await plan.write(tx);
    const refused = rows.flatMap(({ row }, i) => {
      const outcome = plan.outcomes[i];
      return typeof outcome === 'object' ? [{ row, mistakes: [outcome] }] : [];
    });
    const wrong = [...planned.wrong, ...refused];
    await report(
      tx,
      id,
      wrong.map((one) => asInFile(chunk.header, one)),
    );
    return {
      cursor: { row: chunk.rows.at(-1)?.row ?? 0 },
      progress: chunk.progress,
      counts: { rows: chunk.rows.length, ...countsOf(plan.outcomes), refused: wrong.length },
    };
  }

  private planRows(
    tx: Tx,
    { shopId, actor, input }: ImportJob,
    target: ImportTarget,
    rows: readonly Row[],
  ): Promise<ImportPlan> {
    return target.plan(tx, { ...input, shopId, actor, now: this.clock.now() }, rows);
  }
}

const asInFile = (header: Header, { row, mistakes }: WrongRow): WrongRow => ({
  row,
  mistakes: mistakes.map((mistake) => ({ ...mistake, column: nameInFile(header, mistake.column) })),
});

/** Whether there are rows that are not imported because of what is there. */
export const refuses = ({ plan }: PlannedStep): boolean =>
  plan.outcomes.some((outcome) => typeof outcome === 'object');

function countsOf(outcomes: readonly Outcome[]): Record<'created' | 'updated' | 'unchanged', number> {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const outcome of outcomes) if (typeof outcome === 'string') counts[outcome]++;
  return counts;
}
