import { Clock } from '@clientele/config';
import { Database } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { JobHandlers } from './job-handlers';
import { old } from './jobs.queries';

const KEEP_MS = 7 * 24 * 60 * 60_000;

/** Forgets jobs a week after their end, with what they left. */
@Injectable()
export class JobsForgetting {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
  ) {}

  /** Tells whether there was one. */
  forgetOne(): Promise<boolean> {
    const before = new Date(this.clock.now().getTime() - KEEP_MS);
    return this.db.transaction(async (tx) => {
      const job = await old.first(tx, [before, this.handlers.kinds]);
      if (job) await this.handlers.of(job.kind)?.forgotten?.(tx, job);
      return job !== undefined;
    });
  }
}
