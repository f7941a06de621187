import { Module } from '@nestjs/common';
import { MembershipsModule } from '../memberships/memberships.module';
import { ShopsModule } from '../shops/shops.module';
import { CurrenciesConsumer } from './currencies.consumer';
import { CustomerTagsController } from './customer-tags.controller';
import { DescriptionsConsumer } from './descriptions.consumer';
import { OrdersConsumer } from './orders.consumer';
import { GroupsProjectionsController } from './projections.controller';
import { Tags } from './tags.service';
import { VisitorsCarts } from './visitors-carts.service';

@Module({
  imports: [MembershipsModule, ShopsModule],
  controllers: [CustomerTagsController, GroupsProjectionsController],
  providers: [CurrenciesConsumer, DescriptionsConsumer, OrdersConsumer, Tags, VisitorsCarts],
})
export class FactsModule {}
