import { Module } from '@nestjs/common';
import { MailsModule } from '../mails/mails.module';
import { ShopsModule } from '../shops/shops.module';
import { ThreadsModule } from '../threads/threads.module';
import { ContactFormController } from './contact-form.controller';
import { ContactFormService } from './contact-form.service';
import { ForwardsService } from './forwards.service';
import { OrderLookup } from './order-lookup.service';

@Module({
  imports: [MailsModule, ShopsModule, ThreadsModule],
  controllers: [ContactFormController],
  providers: [ContactFormService, ForwardsService, OrderLookup],
})
export class ContactFormModule {}
