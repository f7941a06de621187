import { Module } from '@nestjs/common';
import { InboxesController } from './inboxes.controller';
import { InboxesQueries } from './inboxes.queries';
import { InboxesService } from './inboxes.service';

@Module({ controllers: [InboxesController], providers: [InboxesService, InboxesQueries] })
export class InboxesModule {}
