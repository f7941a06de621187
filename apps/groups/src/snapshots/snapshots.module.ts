import { Module } from '@nestjs/common';
import { SegmentsModule } from '../segments/segments.module';
import { SnapshotsConsumer } from './snapshots.consumer';
import { Snapshots } from './snapshots.service';
import { SnapshotsSchedule } from './snapshots-schedule.service';

@Module({ imports: [SegmentsModule], providers: [Snapshots, SnapshotsConsumer, SnapshotsSchedule] })
export class SnapshotsModule {}
