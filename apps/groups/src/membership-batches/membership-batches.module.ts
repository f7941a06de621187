import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { ShopsModule } from '../shops/shops.module';
import { BatchChanges } from './batch-changes.service';
import { BatchFileRows } from './batch-file-rows.service';
import { BatchFiles } from './batch-files.service';
import { BatchFilters } from './batch-filters.service';
import { BatchReports } from './batch-reports.service';
import { BatchSelection } from './batch-selection.service';
import { FilterBatchRun, MembershipBatchRun } from './membership-batch-run.service';
import { MembershipBatchesController } from './membership-batches.controller';
import { MembershipBatchesService } from './membership-batches.service';

@Module({
  imports: [MembershipsModule, ShopsModule],
  controllers: [MembershipBatchesController],
  providers: [
    ...[
      MembershipBatchesService,
      MembershipBatchRun,
      FilterBatchRun,
      BatchSelection,
      BatchChanges,
      BatchReports,
    ],
    ...[BatchFiles, BatchFileRows, BatchFilters],
  ],
})
export class MembershipBatchesModule {}
