import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { MergesModule } from '../merges/merges.module';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { SessionsModule } from '../sessions/sessions.module';
import { ShopsModule } from '../shops/shops.module';
import { GuestAttachments } from './attachments.consumer';
import { CheckoutsController } from './checkouts.controller';
import { CheckoutsService } from './checkouts.service';
import { ConversionsController } from './conversions.controller';
import { ConversionsService } from './conversions.service';

@Module({
  imports: [FormsModule, MergesModule, OneTimeLinksModule, SessionsModule, ShopsModule],
  controllers: [CheckoutsController, ConversionsController],
  providers: [CheckoutsService, ConversionsService, GuestAttachments],
  exports: [GuestAttachments],
})
export class GuestsModule {}
