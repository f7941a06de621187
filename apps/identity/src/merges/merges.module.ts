import { Module } from '@nestjs/common';
import { SalesTeamsModule } from '../sales-teams/sales-teams.module';
import { CustomerMerges } from './customer-merges.service';
import { MergePreview } from './merge-preview.service';
import { MergeUndoing } from './merge-undoing.service';
import { MergesConsumer } from './merges.consumer';
import { MergesController } from './merges.controller';
import { MergesQueries } from './merges.queries';
import { MergesService } from './merges.service';

@Module({
  imports: [SalesTeamsModule],
  controllers: [MergesController],
  providers: [MergesService, MergesQueries, CustomerMerges, MergeUndoing, MergePreview, MergesConsumer],
  exports: [MergesService],
})
export class MergesModule {}
