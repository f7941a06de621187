import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { Builds } from './builds.service';
import { CalendarsConsumer } from './calendars.consumer';
import { Changes } from './changes.service';
import { Evaluations } from './evaluations.service';
import { Explanations } from './explanations.service';
import { FewCustomers } from './few-customers.service';
import { Passing } from './passing.service';
import { PinsService } from './pins.service';
import { Previews } from './previews.service';
import { ReconciliationSchedule } from './reconciliation-schedule.service';
import { SegmentAnswers } from './segment-answers.service';
import { SegmentMetrics } from './segment-metrics';
import { SegmentInsightsController } from './segment-insights.controller';
import { SegmentPinsController } from './segment-pins.controller';
import { SegmentsController } from './segments.controller';
import { SegmentsQueries } from './segments-list.queries';
import { SegmentsService } from './segments.service';

@Module({
  imports: [ShopsModule],
  controllers: [SegmentsController, SegmentInsightsController, SegmentPinsController],
  providers: [
    ...[SegmentsService, SegmentsQueries, PinsService, Previews, Explanations, SegmentAnswers],
    ...[Evaluations, FewCustomers, Changes, Builds, Passing, ReconciliationSchedule, SegmentMetrics],
    CalendarsConsumer,
  ],
  exports: [Builds],
})
export class SegmentsModule {}
