import { Module } from '@nestjs/common';
import { AccountMailsModule } from '../account-mails/account-mails.module';
import { SecretsModule } from '../secrets/secrets.module';
import { LinkAddresses } from './link-addresses.service';
import { LinkTokens } from './link-tokens.service';
import { OneTimeLinks } from './one-time-links.service';

@Module({
  imports: [AccountMailsModule, SecretsModule],
  providers: [LinkAddresses, LinkTokens, OneTimeLinks],
  exports: [OneTimeLinks],
})
export class OneTimeLinksModule {}
