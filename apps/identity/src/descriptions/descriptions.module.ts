import { Module } from '@nestjs/common';
import { Descriptions } from './descriptions.service';
import { RebuildsConsumer } from './rebuilds.consumer';

@Module({ providers: [Descriptions, RebuildsConsumer] })
export class DescriptionsModule {}
