import { Module } from '@nestjs/common';
import { VisitMonthsSchedule } from './visit-months-schedule.service';
import { VisitMonths } from './visit-months.service';
import { VisitsController } from './visits.controller';
import { VisitsQueries } from './visits.queries';
import { VisitsService } from './visits.service';

@Module({
  controllers: [VisitsController],
  providers: [VisitsService, VisitsQueries, VisitMonths, VisitMonthsSchedule],
})
export class VisitsModule {}
