import { Module } from '@nestjs/common';
import { MailsModule } from '../mails/mails.module';
import { AccountMailsConsumer } from './account-mails.consumer';

@Module({ imports: [MailsModule], providers: [AccountMailsConsumer] })
export class AccountMailsModule {}
