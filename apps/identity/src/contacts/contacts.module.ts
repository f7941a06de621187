import { Module } from '@nestjs/common';
import { FormsModule } from '../forms/forms.module';
import { LinksModule } from '../links/links.module';
import { PasswordsModule } from '../passwords/passwords.module';
import { ContactCreation } from './contact-creation.service';
import { ContactsController } from './contacts.controller';
import { ContactsQueries } from './contacts.queries';
import { ContactsService } from './contacts.service';

@Module({
  imports: [FormsModule, LinksModule, PasswordsModule],
  controllers: [ContactsController],
  providers: [ContactsService, ContactCreation, ContactsQueries],
})
export class ContactsModule {}
