import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module';
import { LinksModule } from '../links/links.module';
import { OwnContactsController } from './own-contacts.controller';
import { OwnContactsQueries } from './own-contacts.queries';
import { OwnContactsService } from './own-contacts.service';

@Module({
  imports: [ContactsModule, LinksModule],
  controllers: [OwnContactsController],
  providers: [OwnContactsService, OwnContactsQueries],
})
export class OwnContactsModule {}
