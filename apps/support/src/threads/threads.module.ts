import { Module } from '@nestjs/common';
import { MailsModule } from '../mails/mails.module';
import { MessagesService } from './messages.service';
import { RepliesService } from './replies.service';
import { AdditionsService } from './additions.service';
import { ThreadEdits } from './thread-edits.service';
import { ThreadsController } from './threads.controller';
import { ThreadsQueries } from './threads.queries';
import { ThreadsService } from './threads.service';

@Module({
  imports: [MailsModule],
  controllers: [ThreadsController],
  providers: [ThreadsService, ThreadsQueries, ThreadEdits, AdditionsService, MessagesService, RepliesService],
  exports: [ThreadsService],
})
export class ThreadsModule {}
