import { Module } from '@nestjs/common';
import { ProjectionsConsumer } from './projections.consumer';
import { ProjectionsController } from './projections.controller';

@Module({ controllers: [ProjectionsController], providers: [ProjectionsConsumer] })
export class ProjectionsModule {}
