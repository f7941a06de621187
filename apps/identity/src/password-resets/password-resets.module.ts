import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/account-mails.module';
import { EmailVerificationsModule } from '../email-verifications/email-verifications.module';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { ShopsModule } from '../shops/shops.module';
import { AccountPasswords } from './account-passwords.service';
import { PasswordResetRequests } from './password-reset-requests.service';
import { PasswordResetsController } from './password-resets.controller';
import { PasswordResetsService } from './password-resets.service';

@Module({
  imports: [AccountMailsModule, EmailVerificationsModule, OneTimeLinksModule, PasswordsModule, ShopsModule],
  controllers: [PasswordResetsController],
  providers: [AccountPasswords, PasswordResetRequests, PasswordResetsService],
})
export class PasswordResetsModule {}
