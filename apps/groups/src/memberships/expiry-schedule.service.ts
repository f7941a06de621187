import { DatabaseStartup } from '@clientele/database';
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

/**
 * Ends what is over whenever the schedule says so, in every replica: they share the work batch by batch. What
 * is due says the data, not the schedule, so a run after an outage catches up.
 */
@Injectable()
export class ExpirySchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExpirySchedule.name);
  private readonly job: CronJob;
  private stopped = false;

  constructor(
    { expiryCron }: GroupsConfig,
    private readonly expiry: Expiry,
    private readonly metrics: JobMetrics,
    private readonly startup: DatabaseStartup,
  ) {
    this.job = CronJob.from({ cronTime: expiryCron, onTick: () => this.run(), waitForCompletion: true });
  }

  onApplicationBootstrap(): void {
    void this.startup.whenReady().then(() => {
      if (!this.stopped) this.job.start();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.job.stop();
  }

  /** Ends everything that is over now. */
  async run(): Promise<void> {
    try {
      await this.metrics.observe('groups-expiry', async () => {
        while (!this.stopped && (await this.expiry.endSome()) > 0);
      });
    } catch (error) {
      this.logger.error('Memberships that are over could not be ended; the next run tries again', error);
    }
  }
}
