import { ApiProperty } from '@nestjs/swagger';
import { MAIL_KINDS, MAIL_STATES, type MailKind, type MailState } from './mail.domain';

/** A mail on its way out, or sent. */
export class MailView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: MAIL_KINDS })
  kind: MailKind;
  /** The thread it belongs to. */
  @ApiProperty({ format: 'uuid', nullable: true })
  threadId: string | null;
  /** The customer it is about. */
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  /** The message it carries. */
  @ApiProperty({ format: 'uuid', nullable: true })
  messageId: string | null;
  from: string;
  to: string;
  subject: string;
  /** Its Message-ID, the same in every attempt. */
  internetMessageId: string;
  @ApiProperty({ enum: MAIL_STATES })
  state: MailState;
  /** How often sending was begun. */
  attempts: number;
  /** When it will be tried next; null unless it is queued. */
  @ApiProperty({ format: 'date-time', nullable: true })
  nextAttemptAt: string | null;
  /** Why the last attempt failed. */
  lastError: string | null;
  /** Whether the mail server may have accepted it without saying so; such a mail may arrive twice. */
  outcomeUnknown: boolean;
  @ApiProperty({ format: 'date-time', nullable: true })
  sentAt: string | null;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}

/** A mail with what it says. */
export class MailWithTextView extends MailView {
  replyTo: string;
  /** Message-ID of the mail it answers. */
  inReplyTo: string | null;
  /** Message-IDs of the mails before it. */
  references: string[];
  text: string;
  html: string | null;
}

export class MailsPageView {
  items: MailView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
