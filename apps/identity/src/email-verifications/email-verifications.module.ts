import { Module } from '@nestjs/common';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { EmailVerificationsController } from './email-verifications.controller';
import { EmailVerifications } from './email-verifications.service';

@Module({
  imports: [OneTimeLinksModule],
  controllers: [EmailVerificationsController],
  providers: [EmailVerifications],
  exports: [EmailVerifications],
})
export class EmailVerificationsModule {}
