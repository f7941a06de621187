import { Module } from '@nestjs/common';
import { HoldingsAnswers } from './holdings-answers.service';
import { MergesConsumer } from './merges.consumer';

@Module({ providers: [MergesConsumer, HoldingsAnswers] })
export class MergesModule {}
