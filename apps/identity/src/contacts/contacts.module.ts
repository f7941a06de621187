import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { LinksModule } from '../links/links.module';
import { OneTimeLinksModule } from '../one-time-links/one-time-links.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { ContactCreation } from './contact-creation.service';
import { ContactsController } from './contacts.controller';
import { ContactsQueries } from './contacts.queries';
import { ContactsService } from './contacts.service';

@Module({
  imports: [FormsModule, LinksModule, OneTimeLinksModule, PasswordsModule],
  controllers: [ContactsController],
  providers: [ContactsService, ContactCreation, ContactsQueries],
  exports: [ContactsService, ContactCreation],
})
export class ContactsModule {}
