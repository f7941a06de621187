import { Database } from '@clientele/database';
import { type JobHandler, type RunningJob, RunsJobs } from '@clientele/jobs';
import { Restraint } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { BatchChanges } from './batch-changes.service';
import { BatchSelection } from './batch-selection.service';
import type { BatchCursor, BatchInput, Deciding } from './membership-batch-input';
import { type BatchRow, rowsAfter } from './membership-batches.queries';

/** Finds the customers of a batch and then changes them, some in each transaction. */
@Injectable()
@RunsJobs('membership-batch')
export class MembershipBatchRun implements JobHandler<BatchInput, BatchCursor> {
  constructor(
    private readonly db: Database,
    private readonly selection: BatchSelection,
    private readonly changes: BatchChanges,
    private readonly restraint: Restraint,
  ) {}

  async run(job: RunningJob<BatchInput, BatchCursor>): Promise<void> {
    const { rows, done } = await this.findAll(job);
    for (let after = done; ;) {
      const named = await this.selection.identify(job, await rowsAfter.rows(this.db, [job.id, after]));
      const last = named.at(-1);
      if (!last) return;
      after = last.row;
      await this.restraint.after(() => this.change(job, named, { rows, done: last.row }), job.signal);
    }
  }

  private change(
    job: RunningJob<BatchInput, BatchCursor>,
    named: readonly BatchRow[],
    cursor: Deciding,
  ): Promise<void> {
    return job.step(async (tx) => {
      const counts = await this.changes.apply(tx, job, named);
      return { cursor, progress: cursor.done / cursor.rows, counts };
    });
  }

  // Before any of them is changed: what is changed decides who is in a segment.
  private async findAll(job: RunningJob<BatchInput, BatchCursor>): Promise<Deciding> {
    for (let cursor = job.cursor ?? { rows: 0 }; ;) {
      if ('done' in cursor) return cursor;
      const from = cursor;
      await job.step(async (tx) => {
        cursor = await this.selection.findSome(tx, job, from);
        return { cursor };
      });
    }
  }
}
