import { Module } from '@nestjs/common';
import { MergesConsumer } from './merges.consumer';

@Module({ providers: [MergesConsumer] })
export class MergesModule {}
