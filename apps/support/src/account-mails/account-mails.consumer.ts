import { type DomainEvent, type IdentityMail, identityMailRequested } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ErasedContact } from '../erasures/erased-contact.entity';
import { MailQueue } from '../mails/mail-queue.service';
import { MessageIds } from '../mails/message-ids.service';
import { mergedCorrespondence } from '../merges/merged-correspondence';
import { SupportConfig } from '../support.config';
import { accountText } from './account-mail.domain';

/** Writes the mails about accounts that identity wants sent. */
@Injectable()
export class AccountMailsConsumer {
  constructor(
    private readonly config: SupportConfig,
    private readonly ids: MessageIds,
    private readonly mails: MailQueue,
  ) {}

  @Consume({ event: identityMailRequested, durable: 'support-account-mails' })
  async queue({ shopId, data }: DomainEvent<IdentityMail>, tx: Tx): Promise<void> {
    const { mailId: id, to: toAddress, variables, linkId = null, customerId = null, contactId = null } = data;
    if (contactId !== null && (await tx.existsBy(ErasedContact, { contactId }))) return;
    const written = accountText(data.template, data.language, variables);
    // A newer identity may know more of them: the mail waits among the dead letters for a newer support.
    if (!written) throw new Error(`There is no text called ${data.template}.`);

    const sender = this.config.mailFrom;
    await this.mails.add(tx, {
      ...{ id, shopId, kind: 'account', threadId: null, customerId, contactId, messageId: null, linkId },
      ...{ fromName: variables['shop'] ?? '', fromAddress: sender, replyTo: sender, toAddress },
      ...{ ...written, html: null, inReplyTo: null, references: [] },
      internetMessageId: this.ids.of({
        kind: 'account',
        thread: '0',
        message: id,
        recipient: toAddress,
        sender,
      }),
    });
    // Requested before the customer became part of another.
    if (customerId !== null) await mergedCorrespondence.follow(tx, customerId);
  }
}
