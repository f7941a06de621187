import { Module } from '@nestjs/common';
import { InboxesSeed } from './inboxes-seed.service';
import { InboxesController } from './inboxes.controller';
import { InboxesQueries } from './inboxes.queries';
import { InboxesService } from './inboxes.service';

@Module({ controllers: [InboxesController], providers: [InboxesService, InboxesQueries, InboxesSeed] })
export class InboxesModule {}
