import { Module } from '@nestjs/common';
import { OverviewQuestions } from './overview-questions.service';
import { OverviewsController } from './overviews.controller';
import { OverviewsService } from './overviews.service';

@Module({ controllers: [OverviewsController], providers: [OverviewsService, OverviewQuestions] })
export class OverviewsModule {}
