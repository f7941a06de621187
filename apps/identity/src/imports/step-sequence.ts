import { isDataRefused, type Tx } from '@clientele/database';
import { Logger } from '@nestjs/common';
import type { Chunk } from './chunks';
import type { Mistake } from './column.domain';
import type { ImportJob } from './import-job';
import { report } from './import.queries';
import { type ImportStep, type PlannedStep, refuses } from './import-step.service';
import type { ImportTarget } from './import-target';
import { beginStep, type StepAtWork } from './step-at-work';

const ATTEMPTS = 4;

/** The steps of an import, which commit one after the other. */
export class StepSequence {
  private readonly logger = new Logger(StepSequence.name);
  private last: (StepAtWork & { readonly chunk: Chunk }) | undefined;

  constructor(
    private readonly steps: ImportStep,
    private readonly job: ImportJob,
    private readonly target: ImportTarget,
  ) {}

  /** Begins a step, and returns when the one before it is done: so the next rows are read while this one is at work. */
  async add(chunk: Chunk): Promise<void> {
    const before = this.takeLast();
    const next = this.target.plansAhead ? this.begin(chunk, before) : undefined;
    const isInTurn = !before || (await before.done);
    if (!isInTurn) {
      // Nothing holds of what was planned on it.
      await next?.done;
      await this.alone(before.chunk);
    }
    this.last = isInTurn && next ? next : this.begin(chunk);
  }

  /** Returns when all that was begun is done. */
  async end(): Promise<void> {
    const last = this.takeLast();
    if (last && !(await last.done)) await this.alone(last.chunk);
  }

  private takeLast(): StepSequence['last'] {
    const { last } = this;
    this.last = undefined;
    return last;
  }

  private begin(chunk: Chunk, before?: StepAtWork): StepSequence['last'] {
    const { steps, job, target } = this;
    const parts = {
      plan: (tx: Tx) => steps.plan(tx, job, target, chunk),
      write: async (tx: Tx, planned: PlannedStep) => {
        if (!before || !refuses(planned)) return steps.write(tx, job, planned);
        // What was found taken may be free as soon as the step before is committed.
        await before.done;
        return steps.write(tx, job, await steps.planAgain(tx, job, target, planned));
      },
    };
    return { ...beginStep(job, parts, before), chunk };
  }

  // Somebody else may take an address or a number between our look and our insert: then we look again.
  private async alone(chunk: Chunk): Promise<void> {
    const { steps, job, target } = this;
    for (let attempt = 1; ; attempt++) {
      try {
        return await job.step(async (tx) => steps.write(tx, job, await steps.plan(tx, job, target, chunk)));
      } catch (error) {
        if (!isDataRefused(error)) throw error;
        if (attempt === ATTEMPTS) return this.divide(chunk, error);
      }
    }
  }

  // No row keeps others from coming in, not even one that shows a mistake of ours.
  private async divide(chunk: Chunk, error: unknown): Promise<void> {
    const { rows } = chunk;
    const half = Math.ceil(rows.length / 2);
    if (rows.length > 1) {
      await this.alone({ ...chunk, rows: rows.slice(0, half) });
      return this.alone({ ...chunk, rows: rows.slice(half) });
    }
    const row = rows[0]?.row ?? 0;
    this.logger.error(`The database refuses row ${row} of the import ${this.job.id}: ${String(error)}`);
    return this.job.step(async (tx) => {
      await report(tx, this.job.id, [{ row, mistakes: [REFUSED] }]);
      return { cursor: { row }, counts: { rows: 1, refused: 1 } };
    });
  }
}

const REFUSED: Mistake = {
  column: null,
  code: 'not-accepted',
  message: 'It cannot be kept as it is.',
};
