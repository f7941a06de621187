import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/account-mails.module';
import { ContactsModule } from '../contacts/contacts.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { PurchaseLimitsModule } from '../purchase-limits/purchase-limits.module';
import { SessionsModule } from '../sessions/sessions.module';
import { OwnAccountController } from './own-account.controller';
import { OwnAccountService } from './own-account.service';

@Module({
  imports: [AccountMailsModule, ContactsModule, PasswordsModule, PurchaseLimitsModule, SessionsModule],
  controllers: [OwnAccountController],
  providers: [OwnAccountService],
})
export class OwnAccountModule {}
