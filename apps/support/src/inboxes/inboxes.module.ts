import { Module } from '@nestjs/common';
import { ShopsModule } from '../shops/shops.module';
import { InboxesController } from './inboxes.controller';
import { InboxesQueries } from './inboxes.queries';
import { InboxesService } from './inboxes.service';

@Module({
  imports: [ShopsModule],
  controllers: [InboxesController],
  providers: [InboxesService, InboxesQueries],
})
export class InboxesModule {}
