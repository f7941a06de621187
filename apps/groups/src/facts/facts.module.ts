import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { DescriptionsConsumer } from './descriptions.consumer';
import { OrdersConsumer } from './orders.consumer';

@Module({ imports: [MembershipsModule], providers: [DescriptionsConsumer, OrdersConsumer] })
export class FactsModule {}
