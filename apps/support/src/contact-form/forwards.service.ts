import { newId } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { anyOf } from '../inboxes/inbox.domain';
import type { Inbox } from '../inboxes/inbox.entity';
import { MailQueue } from '../mails/mail-queue.service';
import { MailSender } from '../mails/mail-sender.service';
import { MessageIds } from '../mails/message-ids.service';
import type { NewThread } from '../threads/threads.service';
import { forwardText } from './forward.domain';

/** Forwards messages to the address of an inbox that keeps none. */
@Injectable()
export class ForwardsService {
  constructor(
    private readonly ids: MessageIds,
    private readonly mails: MailQueue,
    private readonly sender: MailSender,
  ) {}

  /** Queues the mail in the caller's transaction. */
  async forward(tx: Tx, { email: address, title }: Inbox, message: NewThread): Promise<void> {
    const id = newId();
    await this.mails.add(tx, {
      id,
      shopId: message.shopId,
      kind: 'forward',
      threadId: null,
      customerId: null,
      messageId: null,
      fromName: anyOf(title),
      fromAddress: address,
      toAddress: address,
      replyTo: message.email,
      subject: message.subject,
      text: forwardText({ ...message, message: message.text }),
      html: null,
      linkId: null,
      internetMessageId: this.ids.of({
        kind: 'forward',
        thread: '0',
        message: id,
        recipient: address,
        sender: address,
      }),
      inReplyTo: null,
      references: [],
    });
  }

  /** Sends at once what has been queued; to be called after the commit. */
  hurry(): void {
    this.sender.hurry();
  }
}
