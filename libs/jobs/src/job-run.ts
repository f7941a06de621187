import type { Actor } from '@clientele/contracts';
import type { Database, Tx } from '@clientele/database';
import type { JobCounts, JobProgress, RunningJob } from './job';
import { advance, beat, type ClaimedRow } from './jobs.queries';

/** Why a run ends before its work does. */
export class JobStopped extends Error {
  constructor(readonly why: 'cancelled' | 'lost' | 'shut-down') {
    super(`The job stops: ${why}.`);
  }
}

/** One process at one job, as long as its lease holds. */
export class JobRun implements RunningJob {
  readonly id: string;
  readonly shopId: string;
  readonly actor: Actor;
  readonly input: object;
  readonly cursor: object | null;
  private counted: JobCounts;
  private readonly abort = new AbortController();

  constructor(
    private readonly db: Database,
    row: ClaimedRow,
    /** Id of the claim. */
    readonly lease: string,
  ) {
    ({ id: this.id, shopId: this.shopId, actor: this.actor } = row);
    ({ input: this.input, cursor: this.cursor, counts: this.counted } = row);
    if (row.cancelRequested) this.stop('cancelled');
  }

  get counts(): JobCounts {
    return this.counted;
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Lets no further step begin. */
  stop(why: JobStopped['why']): void {
    this.abort.abort(new JobStopped(why));
  }

  async step(work: (tx: Tx) => Promise<JobProgress>): Promise<void> {
    this.signal.throwIfAborted();
    let counts = this.counted;
    let cancelled = false;
    await this.db.transaction(async (tx) => {
      const done = await work(tx);
      counts = sumOf(this.counted, done.counts ?? {});
      // Last, and only if the lease still is ours: otherwise what was done here is undone.
      const row = await advance.first(tx, [
        ...[this.id, this.lease, json(done.cursor), done.progress ?? null],
        ...[JSON.stringify(counts), json(done.result)],
      ]);
      if (!row) throw new JobStopped('lost');
      cancelled = row.cancelRequested;
    });
    this.counted = counts;
    if (cancelled) this.stop('cancelled');
  }

  /** Says that we are still at it. */
  async beat(): Promise<void> {
    const row = await beat.first(this.db, [this.id, this.lease]);
    if (!row) this.stop('lost');
    else if (row.cancelRequested) this.stop('cancelled');
  }
}

function sumOf(counts: JobCounts, more: JobCounts): JobCounts {
  const sum: Record<string, number> = { ...counts };
  for (const [name, count] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

const json = (value: object | undefined): string | null => (value ? JSON.stringify(value) : null);
