import { Shops } from '@clientele/auth';
import { Module } from '@nestjs/common';
import { DeliveredInboxesModule } from '../inboxes/delivered-inboxes.module';
import { ShopsConsumer } from './shops.consumer';
import { ShopsService } from './shops.service';

@Module({
  imports: [DeliveredInboxesModule],
  providers: [ShopsService, { provide: Shops, useExisting: ShopsService }, ShopsConsumer],
  exports: [Shops],
})
export class ShopsModule {}
