import { newId } from '@clientele/contracts';
import { type Tx, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { anyOf } from '../inboxes/inbox.domain';
import { Inbox } from '../inboxes/inbox.entity';
import { MailQueue, type NewMail } from '../mails/mail-queue.service';
import { MailSender } from '../mails/mail-sender.service';
import { referencesOf, replySubject } from '../mails/mail.domain';
import { MessageIds } from '../mails/message-ids.service';
import type { Message } from './message.entity';
import type { Thread } from './thread.entity';

const earlierMails = statement<{ id: string }>(
  'messages-earlier-mails',
  `SELECT internet_message_id AS id FROM messages
   WHERE thread_id = $1 AND internet_message_id IS NOT NULL ORDER BY created_at, messages.id`,
);

/** Sends what employees write. */
@Injectable()
export class RepliesService {
  constructor(
    private readonly ids: MessageIds,
    private readonly mails: MailQueue,
    private readonly sender: MailSender,
  ) {}

  /** The mail that carries a message of a thread to its writer. */
  async mailFor(tx: Tx, thread: Thread, { id: messageId, text }: Message): Promise<NewMail> {
    const inbox = await tx.findOneByOrFail(Inbox, { id: thread.inboxId });
    const earlier = (await earlierMails.rows(tx, [thread.id])).map(({ id }) => id);
    return {
      id: newId(),
      shopId: thread.shopId,
      kind: 'reply',
      threadId: thread.id,
      customerId: thread.customerId,
      messageId,
      fromName: anyOf(inbox.title),
      fromAddress: inbox.email,
      toAddress: thread.email,
      replyTo: inbox.email,
      subject: replySubject(thread),
      text,
      html: null,
      linkId: null,
      internetMessageId: this.ids.of({
        kind: 'reply',
        thread: thread.number,
        message: messageId,
        recipient: thread.email,
        sender: inbox.email,
      }),
      inReplyTo: earlier.at(-1) ?? null,
      references: referencesOf(earlier),
    };
  }

  /** Queues the mail in the caller's transaction. */
  queue(tx: Tx, mail: NewMail): Promise<void> {
    return this.mails.add(tx, mail);
  }

  /** Sends at once what has been queued; to be called after the commit. */
  hurry(): void {
    this.sender.hurry();
  }
}
