import { Module } from '@nestjs/common';
import { DescriptionsSchedule } from './descriptions-schedule.service';
import { Descriptions } from './descriptions.service';

@Module({ providers: [Descriptions, DescriptionsSchedule] })
export class DescriptionsModule {}
