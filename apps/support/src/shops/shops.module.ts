import { Module } from '@nestjs/common';
import { DeliveredInboxesModule } from '../inboxes/delivered-inboxes.module';
import { ShopsConsumer } from './shops.consumer';
import { ShopsService } from './shops.service';

@Module({
  imports: [DeliveredInboxesModule],
  providers: [ShopsService, ShopsConsumer],
  exports: [ShopsService],
})
export class ShopsModule {}
