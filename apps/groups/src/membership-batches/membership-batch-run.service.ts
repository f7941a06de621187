import { Database, type Tx } from '@clientele/database';
import { type EndedJob, type JobHandler, type RunningJob, RunsJobs } from '@clientele/jobs';
import { Restraint } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { BatchChanges } from './batch-changes.service';
import { forgetFile } from './batch-file.queries';
import { BatchSelection } from './batch-selection.service';
import type { BatchCursor, BatchInput, Deciding } from './membership-batch-input';
import { type BatchRow, CHANGED_TOGETHER, rowsBetween } from './membership-batches.queries';

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
    // Before any of them is changed: what is changed decides who is in a segment.
    const { rows, done } = await this.selection.findAll(job);
    for (let after = done; after < rows;) {
      const until = Math.min(after + CHANGED_TOGETHER, rows);
      const some = await rowsBetween.rows(this.db, [job.id, after, until]);
      const named = await this.selection.identify(job, some);
      await this.restraint.after(() => this.change(job, named, { rows, done: until }), job.signal);
      after = until;
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

  /** The rows are the report; what else it took goes. */
  async ended(tx: Tx, { id }: EndedJob<BatchInput>): Promise<void> {
    await forgetFile.rows(tx, [id]);
  }
}

/** Those by filters are a kind of their own: replicas of the release before would find nobody for them, and be done. */
@Injectable()
@RunsJobs('membership-batch-by-filter')
export class FilterBatchRun extends MembershipBatchRun {}
