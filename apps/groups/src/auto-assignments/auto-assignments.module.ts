import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { ShopsModule } from '../shops/shops.module';
import { Assignments } from './assignments.service';
import { AutoAssignmentsController } from './auto-assignments.controller';
import { AutoAssignmentsQueries } from './auto-assignments.queries';
import { AutoAssignmentsService } from './auto-assignments.service';
import { PaymentsConsumer } from './payments.consumer';
import { ReversalsConsumer } from './reversals.consumer';

@Module({
  imports: [MembershipsModule, ShopsModule],
  controllers: [AutoAssignmentsController],
  providers: [
    ...[AutoAssignmentsService, AutoAssignmentsQueries, Assignments, PaymentsConsumer, ReversalsConsumer],
  ],
  exports: [Assignments],
})
export class AutoAssignmentsModule {}
