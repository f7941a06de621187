import { DatabaseStartup } from '@clientele/database';
import { JobMetrics } from '@clientele/observability';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { VisitMonths } from './visit-months.service';

/** Looks after the months of visits at start and every night. */
@Injectable()
export class VisitMonthsSchedule implements OnApplicationBootstrap {
  private readonly logger = new Logger(VisitMonthsSchedule.name);

  constructor(
    private readonly months: VisitMonths,
    private readonly metrics: JobMetrics,
    private readonly startup: DatabaseStartup,
  ) {}

  onApplicationBootstrap(): void {
    void this.startup.whenReady().then(() => this.run());
  }

  @Cron('23 3 * * *', { waitForCompletion: true })
  async run(): Promise<void> {
    try {
      if (await this.startup.isReady())
        await this.metrics.observe('identity-visit-months', () => this.months.keep());
    } catch (error) {
      this.logger.error('The months of visits could not be looked after; the next run tries again', error);
    }
  }
}
