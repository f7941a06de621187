import { Module } from '@nestjs/common';
import { SnapshotsConsumer } from './snapshots.consumer';
import { Snapshots } from './snapshots.service';
import { SnapshotsSchedule } from './snapshots-schedule.service';

@Module({ providers: [Snapshots, SnapshotsConsumer, SnapshotsSchedule] })
export class SnapshotsModule {}
