import { Module } from '@nestjs/common';
import { ProjectionsConsumer } from './projections.consumer';
import { IdentityProjectionsController } from './projections.controller';
import { ProjectionsService } from './projections.service';

@Module({
  controllers: [IdentityProjectionsController],
  providers: [ProjectionsService, ProjectionsConsumer],
})
export class ProjectionsModule {}
