import { ApiProperty } from '@nestjs/swagger';
import { MAIL_STATES, type MailState } from '../mails/mail.domain';
import type { Channel, Sender } from './message.entity';
import { THREAD_STATUSES, type ThreadStatus } from './thread.domain';

/** How a message went out by mail. */
export class DeliveryView {
  /** The mail that carries it. */
  @ApiProperty({ format: 'uuid' })
  mailId: string;
  @ApiProperty({ enum: MAIL_STATES })
  state: MailState;
  /** Why the last attempt failed. */
  lastError: string | null;
}

/** One contribution to a thread. */
export class MessageView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['customer', 'employee'] })
  from: Sender;
  @ApiProperty({ enum: ['form', 'api'] })
  channel: Channel;
  text: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  /** The employee or contact who wrote, if known. For employees only. */
  @ApiProperty({ format: 'uuid', nullable: true })
  authorId?: string | null;
  /** How it went out by mail; null if it did not. For employees only. */
  @ApiProperty({ type: DeliveryView, nullable: true })
  delivery?: DeliveryView | null;
}

/** Somebody changed something of a thread. */
export class ThreadChangeView {
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ enum: ['employee', 'contact', 'visitor', 'client', 'system'] })
  actorKind: string;
  actorId: string;
  /** What was changed: `{ "status": { "from": "open", "to": "closed" } }`. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', properties: { from: {}, to: {} } },
  })
  changes: Record<string, unknown>;
}

/** A thread as lists show it. */
export class ThreadSummaryView {
  @ApiProperty({ format: 'uuid' })
  id: string;
  /** What people quote. */
  number: string;
  @ApiProperty({ format: 'uuid' })
  inboxId: string;
  subject: string;
  /** Who wrote, and gets the replies. */
  email: string;
  @ApiProperty({ format: 'uuid', nullable: true })
  customerId: string | null;
  @ApiProperty({ format: 'uuid', nullable: true })
  contactId: string | null;
  /** As the writer gave it. */
  orderReference: string | null;
  /** The order with that reference, if it is the customer's; null: not verified. */
  @ApiProperty({ format: 'uuid', nullable: true })
  orderId: string | null;
  productId: string | null;
  @ApiProperty({ enum: THREAD_STATUSES })
  status: ThreadStatus;
  @ApiProperty({ format: 'date-time' })
  lastMessageAt: string;
  @ApiProperty({ format: 'date-time' })
  createdAt: string;
  @ApiProperty({ format: 'date-time' })
  updatedAt: string;
  /** Counts the changes; also the ETag. */
  version: number;
  /** The employee in charge. For employees only. */
  @ApiProperty({ format: 'uuid', nullable: true })
  assigneeId?: string | null;
  /** Whether the shop has yet to look at it. For employees only. */
  unread?: boolean;
  /** When an employee first replied. For employees only. */
  @ApiProperty({ format: 'date-time', nullable: true })
  firstResponseAt?: string | null;
}

/** A thread with all that was said. */
export class ThreadView extends ThreadSummaryView {
  /** The oldest first. */
  messages: MessageView[];
  /** Changes of status, assignee and subject, the oldest first. For employees only. */
  history?: ThreadChangeView[];
}

export class ThreadsPageView {
  items: ThreadSummaryView[];
  /** Where the next page begins; null on the last. */
  nextCursor: string | null;
  /** How many match, if asked for by `count=true`. */
  total?: number;
}
