import { Module } from '@nestjs/common';
import { DescriptionsSchedule } from './descriptions-schedule.service';
import { Descriptions } from './descriptions.service';
import { RebuildsConsumer } from './rebuilds.consumer';

@Module({ providers: [Descriptions, DescriptionsSchedule, RebuildsConsumer] })
export class DescriptionsModule {}
