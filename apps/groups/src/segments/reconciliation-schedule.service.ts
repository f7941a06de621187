import { Clock } from '@clientele/config';
import { Database } from '@clientele/database';
import { LooksEvery } from '@clientele/jobs';
import { JobMetrics } from '@clientele/observability';
import { Injectable } from '@nestjs/common';
import { CronTime } from 'cron';
import { GroupsConfig } from '../groups.config';
import { requestReconciliation, zonesOfSegments } from './segments.queries';

/** Built again within this time, a segment needs no looking after. */
const FRESH_MS = 6 * 3_600_000;

/** Has all segments looked after every night, by the clock of each shop; whichever replica asks first, it is done once. */
@Injectable()
export class ReconciliationSchedule {
  private readonly nights: CronTime;
  private lookedAt: Date;

  constructor(
    private readonly config: GroupsConfig,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly metrics: JobMetrics,
  ) {
    this.nights = new CronTime(config.segmentsReconcileCron);
    this.lookedAt = clock.now();
  }

  /** Asks for the segments of shops where it has become time since it looked last. */
  @LooksEvery(60_000)
  async look(): Promise<void> {
    const now = this.clock.now();
    const { shopTimeZone } = this.config;
    for (const { zone } of await zonesOfSegments.rows(this.db, [shopTimeZone])) {
      if (this.nights.getNextDateFrom(this.lookedAt, zone).toMillis() > now.getTime()) continue;
      const builtBefore = new Date(now.getTime() - FRESH_MS);
      await this.metrics.observe('groups-segments', () =>
        requestReconciliation.rows(this.db, [now, builtBefore, zone, shopTimeZone]),
      );
    }
    this.lookedAt = now;
  }
}
