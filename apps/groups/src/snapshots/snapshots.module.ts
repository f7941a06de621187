import { Module } from '@nestjs/common';
import { SegmentsModule } from '../segments/segments.module';
import { SnapshotsConsumer } from './snapshots.consumer';
import { Snapshots } from './snapshots.service';

@Module({ imports: [SegmentsModule], providers: [Snapshots, SnapshotsConsumer] })
export class SnapshotsModule {}
