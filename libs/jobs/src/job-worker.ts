import { Clock } from '@clientele/config';
import { Problem } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { v4 as uuidv4 } from 'uuid';
import type { JobFailure, JobHandler, JobState } from './job';
import { JobHandlers } from './job-handlers';
import { JobRun, JobStopped } from './job-run';
import { claim, type ClaimedRow, end, giveBack, LEASE_SECONDS, MOST_ATTEMPTS } from './jobs.queries';

const BEAT_MS = (LEASE_SECONDS * 1_000) / 4;

const GIVEN_UP: JobFailure = {
  code: 'internal-error',
  message: 'The job could not be done; what was done before stays done.',
};

/** Takes jobs and brings each to its end, or as far as it may. */
@Injectable()
export class JobWorker {
  private readonly logger = new Logger(JobWorker.name);
  private readonly runs = new Set<JobRun>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
  ) {}

  /** Works at the oldest job of the kind that nobody is at; tells whether there was one. */
  async workAtOne(kind: string): Promise<boolean> {
    const handler = this.handlers.of(kind);
    const lease = uuidv4();
    const row = handler && (await claim.first(this.db, [kind, lease, this.clock.now()]));
    if (!handler || !row) return false;

    const run = new JobRun(this.db, row, lease);
    this.runs.add(run);
    const beating = setInterval(() => void this.beat(run), BEAT_MS);
    try {
      await this.bringToEnd(handler, run, row);
    } catch (error) {
      this.logger.warn(`The job ${run.id} goes on later: ${String(error)}`);
    } finally {
      clearInterval(beating);
      this.runs.delete(run);
    }
    return true;
  }

  /** Lets every job at work stop after its step; others go on with it. */
  stop(): void {
    for (const run of this.runs) run.stop('shut-down');
  }

  private async bringToEnd(handler: JobHandler, run: JobRun, { attempts }: ClaimedRow): Promise<void> {
    // It has taken processes down with it again and again.
    if (attempts > MOST_ATTEMPTS) return this.end(handler, run, 'failed', GIVEN_UP);
    try {
      run.signal.throwIfAborted();
      await handler.run(run);
      await this.end(handler, run, 'done');
    } catch (error) {
      await this.endAfter(handler, run, attempts, run.signal.aborted ? run.signal.reason : error);
    }
  }

  private async endAfter(handler: JobHandler, run: JobRun, attempts: number, error: unknown): Promise<void> {
    if (error instanceof JobStopped) {
      if (error.why === 'cancelled') await this.end(handler, run, 'cancelled');
      if (error.why === 'shut-down') await giveBack.rows(this.db, [run.id, run.lease, 0]);
    } else if (error instanceof Problem && error.kind !== 'unavailable') {
      const { code, title, members } = error;
      await this.end(handler, run, 'failed', { code, message: members.detail ?? `${title}.` });
    } else {
      this.logger.error(`The job ${run.id} was interrupted`, error);
      await giveBack.rows(this.db, [run.id, run.lease, attempts * attempts]);
    }
  }

  private async end(handler: JobHandler, run: JobRun, state: JobState, failure?: JobFailure): Promise<void> {
    const { id, shopId, input, lease } = run;
    await this.db.transaction(async (tx) => {
      const why = failure ? JSON.stringify(failure) : null;
      const row = await end.first(tx, [id, lease, state, why, this.clock.now()]);
      if (!row) throw new JobStopped('lost');
      await handler.ended?.(tx, { id, shopId, input, result: row.result });
    });
  }

  private async beat(run: JobRun): Promise<void> {
    await run.beat().catch((error: unknown) => {
      this.logger.warn(`The lease on the job ${run.id} could not be renewed: ${String(error)}`);
    });
  }
}
