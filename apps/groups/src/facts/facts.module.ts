import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { CustomerTagsController } from './customer-tags.controller';
import { DescriptionsConsumer } from './descriptions.consumer';
import { OrdersConsumer } from './orders.consumer';
import { GroupsProjectionsController } from './projections.controller';
import { ProjectionsService } from './projections.service';
import { Tags } from './tags.service';

@Module({
  imports: [MembershipsModule],
  controllers: [CustomerTagsController, GroupsProjectionsController],
  providers: [DescriptionsConsumer, OrdersConsumer, Tags, ProjectionsService],
})
export class FactsModule {}
