import { Module } from '@nestjs/common';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { FormsModule } from '../forms/forms.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { ShopsModule } from '../shops/shops.module';
import { RegistrationsController } from './registrations.controller';
import { RegistrationsService } from './registrations.service';

@Module({
  imports: [FormsModule, OneTimeLinksModule, PasswordsModule, ShopsModule],
  controllers: [RegistrationsController],
  providers: [RegistrationsService],
})
export class RegistrationsModule {}
