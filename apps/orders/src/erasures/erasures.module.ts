import { Module } from '@nestjs/common';
import { ErasuresConsumer } from './erasures.consumer';

@Module({ providers: [ErasuresConsumer] })
export class ErasuresModule {}
