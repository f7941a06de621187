import { Module } from '@nestjs/common';
import { GroupHoldings } from '../owners/group-holdings.service';
import { ProjectionsConsumer } from './projections.consumer';
import { IdentityProjectionsController } from './projections.controller';

@Module({
  controllers: [IdentityProjectionsController],
  providers: [ProjectionsConsumer, GroupHoldings],
})
export class ProjectionsModule {}
