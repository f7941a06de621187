import { Injectable } from '@nestjs/common';
import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { SupportConfig } from '../support.config';
import { domainOf } from './address.domain';
import type { MailKind } from './mail.domain';

/** What a Message-ID stands for. */
export interface MailSubject {
  readonly kind: MailKind;
  /** Number of the thread; 0 where there is none. */
  readonly thread: string;
  /** Id of the message, or of the mail where there is none. */
  readonly message: string;
  readonly recipient: string;
  readonly sender: string;
}

/** Makes Message-IDs that nobody else can make, so that an answer to one proves to which mail it is. */
@Injectable()
export class MessageIds {
  private readonly key: Buffer;

  constructor({ secretsKey }: SupportConfig) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(secretsKey, 'base64'), '', 'message-id', 32));
  }

  /** `<kind.thread.message.mac@domain>`; the same subject always has the same. */
  of({ kind, thread, message, recipient, sender }: MailSubject): string {
    const to = createHash('sha256').update(recipient.toLowerCase()).digest('hex');
    const mac = createHmac('sha256', this.key).update([kind, thread, message, to].join('|')).digest('hex');
    return `<${kind}.${thread}.${message.replaceAll('-', '')}.${mac.slice(0, 20)}@${domainOf(sender)}>`;
  }
}
