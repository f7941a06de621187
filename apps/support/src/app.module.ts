import { AuditModule } from '@clientele/audit';
import { ConfigModule } from '@clientele/config';
import { DatabaseModule } from '@clientele/database';
import { HttpModule } from '@clientele/http';
import { MessagingModule } from '@clientele/messaging';
import { SightModule } from '@clientele/sight';
import { Module } from '@nestjs/common';
import { AccountMailsModule } from './account-mails/account-mails.module';
import { ContactFormModule } from './contact-form/contact-form.module';
import { ErasuresModule } from './erasures/erasures.module';
import { InboxesModule } from './inboxes/inboxes.module';
import { MailsModule } from './mails/mails.module';
import { MergesModule } from './merges/merges.module';
import { OverviewsModule } from './overviews/overviews.module';
import { ShopsModule } from './shops/shops.module';
import { SupportConfig } from './support.config';
import { supportSchema } from './support.schema';
import { ThreadsModule } from './threads/threads.module';

@Module({
  imports: [
    ConfigModule.for(SupportConfig),
    DatabaseModule.for(supportSchema),
    MessagingModule.for('support'),
    HttpModule.withDatabase(),
    SightModule.withMemberships('support'),
    AuditModule.for('support'),
    ShopsModule,
    InboxesModule,
    AccountMailsModule,
    ContactFormModule,
    ThreadsModule,
    MailsModule,
    ErasuresModule,
    MergesModule,
    OverviewsModule,
  ],
})
export class AppModule {}
