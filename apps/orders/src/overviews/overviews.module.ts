import { Module } from '@nestjs/common';
import { OverviewAnswers } from './overview-answers.service';

@Module({ providers: [OverviewAnswers] })
export class OverviewsModule {}
