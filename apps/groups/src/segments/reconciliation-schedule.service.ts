import { DatabaseStartup } from '@clientele/database';
import { JobMetrics } from '@clientele/observability';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { CronJob } from 'cron';
import { GroupsConfig } from '../groups.config';
import { Passing } from './passing.service';

/** Has all segments looked after every night; whichever replica asks first, it is done once. */
@Injectable()
export class ReconciliationSchedule implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ReconciliationSchedule.name);
  private readonly job: CronJob;

  constructor(
    { segmentsReconcileCron, shopTimeZone }: GroupsConfig,
    private readonly passing: Passing,
    private readonly metrics: JobMetrics,
    private readonly startup: DatabaseStartup,
  ) {
    this.job = CronJob.from({
      ...{ cronTime: segmentsReconcileCron, timeZone: shopTimeZone, start: true },
      onTick: () => this.run(),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  private async run(): Promise<void> {
    if (!(await this.startup.isReady())) return;
    try {
      await this.metrics.observe('groups-segments', () => this.passing.reconcile());
    } catch (error) {
      this.logger.error('Segments could not be looked after; the next run does it', error);
    }
  }
}
