import { Module } from '@nestjs/common';
import { ProjectionsConsumer } from './projections.consumer';
import { ProjectionsController } from './projections.controller';
import { ProjectionsService } from './projections.service';

@Module({ controllers: [ProjectionsController], providers: [ProjectionsConsumer, ProjectionsService] })
export class ProjectionsModule {}
