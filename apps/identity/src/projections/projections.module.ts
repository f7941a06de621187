import { Module } from '@nestjs/common';
import { GroupHoldings } from '../owners/group-holdings.service';
import { ProjectionsConsumer } from './projections.consumer';
import { IdentityProjectionsController } from './projections.controller';
import { ProjectionsService } from './projections.service';

@Module({
  controllers: [IdentityProjectionsController],
  providers: [ProjectionsService, ProjectionsConsumer, GroupHoldings],
})
export class ProjectionsModule {}
