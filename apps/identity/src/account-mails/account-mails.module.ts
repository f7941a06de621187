import { Module } from '@nestjs/common';
import { AccountMails } from './account-mails.service';

@Module({ providers: [AccountMails], exports: [AccountMails] })
export class AccountMailsModule {}
