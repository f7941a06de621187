import { DatabaseStartup } from '@clientele/database';
import { Restraint } from '@clientele/messaging';
import { JobMetrics } from '@clientele/observability';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CronJob } from 'cron';
import { GroupsConfig } from '../groups.config';
import { Expiry } from './expiry.service';
import { Reminders } from './reminders.service';

/** Of the time a portion takes, how much is left to others before the next. Nobody waits for it: prices know what is over. */
const REST = 1;

/**
 * Ends what is over and tells what soon will be whenever the schedule says so, in every replica: they share the work batch by batch. What
 * is due says the data, not the schedule, so a run after an outage catches up.
 */
@Injectable()
export class ExpirySchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpirySchedule.name);
  private readonly job: CronJob;
  private readonly stopping = new AbortController();

  constructor(
    { expiryCron }: GroupsConfig,
    private readonly expiry: Expiry,
    private readonly reminders: Reminders,
    private readonly metrics: JobMetrics,
    private readonly startup: DatabaseStartup,
    private readonly restraint: Restraint,
  ) {
    this.job = CronJob.from({ cronTime: expiryCron, onTick: () => this.run(), waitForCompletion: true });
  }

  onApplicationBootstrap(): void {
    void this.startup.whenReady().then(() => {
      if (!this.stopping.signal.aborted) this.job.start();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.job.stop();
  }

  /** Ends everything that is over now, and tells everything that is due to be told. */
  async run(): Promise<void> {
    await this.repeat('groups-expiry', () => this.expiry.endSome(), REST);
    await this.repeat('groups-reminders', () => this.reminders.remindSome());
  }

  private async repeat(job: string, work: () => Promise<number>, rest?: number): Promise<void> {
    try {
      await this.metrics.observe(job, async () => {
        const { signal } = this.stopping;
        while (!signal.aborted && (await this.restraint.after(work, signal, rest)) > 0);
      });
    } catch (error) {
      this.logger.error(`${job} could not be done; the next run tries again`, error);
    }
  }
}
