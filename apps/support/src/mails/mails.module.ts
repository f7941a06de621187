import { Module } from '@nestjs/common';
import { SupportConfig } from '../support.config';
import { FileTransport } from './file-transport.service';
import { MailComposer } from './mail-composer.service';
import { MailDelivery } from './mail-delivery.service';
import { MailLinks } from './mail-links.service';
import { MailQueue } from './mail-queue.service';
import { MailSender } from './mail-sender.service';
import { MailTransport } from './mail-transport.service';
import { MailsController } from './mails.controller';
import { MailsMetrics } from './mails.metrics';
import { MailsQueries } from './mails.queries';
import { MessageIds } from './message-ids.service';
import { SmtpTransport } from './smtp-transport.service';

@Module({
  controllers: [MailsController],
  providers: [
    MailComposer,
    MailDelivery,
    MailLinks,
    MailQueue,
    MailSender,
    MailsMetrics,
    MailsQueries,
    MessageIds,
    {
      provide: MailTransport,
      inject: [SupportConfig],
      useFactory: ({ smtpUrl, mailDir }: SupportConfig): MailTransport =>
        smtpUrl === undefined ? new FileTransport(mailDir) : new SmtpTransport(smtpUrl),
    },
  ],
  exports: [MailQueue, MailSender, MessageIds],
})
export class MailsModule {}
