import { Injectable } from '@nestjs/common';
import MimeComposer from 'nodemailer/lib/mail-composer';
import { AddressNotValid, oneAddress, oneLine } from './address.domain';
import type { Mail } from './mail.entity';
import { SendFailure } from './mail-transport.service';

/** What a mail is composed of. */
export type MailParts = Pick<
  Mail,
  | 'id'
  | 'kind'
  | 'fromName'
  | 'fromAddress'
  | 'toAddress'
  | 'replyTo'
  | 'subject'
  | 'text'
  | 'html'
  | 'internetMessageId'
  | 'inReplyTo'
  | 'references'
  | 'createdAt'
>;

/** Writes mails as RFC 5322 wants them. The same mail is the same text, byte by byte, in every attempt. */
@Injectable()
export class MailComposer {
  async compose(mail: MailParts): Promise<Buffer> {
    return new MimeComposer({
      from: { name: oneLine(mail.fromName), address: address(mail.fromAddress) },
      to: [{ name: '', address: address(mail.toAddress) }],
      replyTo: [{ name: '', address: address(mail.replyTo) }],
      subject: oneLine(mail.subject),
      date: mail.createdAt,
      messageId: mail.internetMessageId,
      ...(mail.inReplyTo !== null && { inReplyTo: mail.inReplyTo }),
      ...(mail.references.length > 0 && { references: mail.references }),
      // Nobody's out-of-office notice shall answer what a machine has sent (RFC 3834).
      headers: mail.kind === 'reply' ? {} : { 'Auto-Submitted': 'auto-generated' },
      text: mail.text,
      ...(mail.html !== null && { html: mail.html }),
      baseBoundary: mail.id,
      newline: '\r\n',
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
  }
}

function address(text: string): string {
  try {
    return oneAddress(text);
  } catch (error) {
    throw error instanceof AddressNotValid
      ? new SendFailure('permanent', `Not an e-mail address: ${oneLine(text).slice(0, 100)}`)
      : error;
  }
}
