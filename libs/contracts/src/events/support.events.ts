import { IsEmail, IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { defineEvent } from '../event';

/** Somebody wrote to the shop about something new. */
export class ThreadOpened {
  @IsUUID() threadId: string;
  /** Short human number. */
  @IsOptional() @IsString() number?: string;
  @IsUUID() inboxId: string;
  @IsEmail() email: string;
  /** The customer acted for, if the writer was logged in. */
  @IsOptional() @IsUUID() customerId?: string;
  /** The contact who wrote, if logged in. */
  @IsOptional() @IsUUID() contactId?: string;
  /** The order it is about, if it is known to be the customer's. */
  @IsOptional() @IsUUID() orderId?: string;
  /** The first message, which has no event of its own. */
  @IsOptional() @IsUUID() messageId?: string;
}

/** A thread began, with its first message. Aggregate: the thread. */
export const threadOpened = defineEvent('support.thread.opened.v1', ThreadOpened, {
  threadId: '0198c0de-0000-7000-8000-000000000040',
  number: '100001',
  inboxId: '0198c0de-0000-7000-8000-000000000041',
  email: 'siobhan.oneill@example.com',
  messageId: '0198c0de-0000-7000-8000-000000000042',
});

/** A message was added to a thread. */
export class MessageAdded {
  @IsUUID() threadId: string;
  @IsUUID() messageId: string;
  @IsIn(['customer', 'employee']) from: 'customer' | 'employee';
  /** The employee or contact who wrote, if one did. */
  @IsOptional() @IsUUID() authorId?: string;
  /** The customer whose thread it is, if known. */
  @IsOptional() @IsUUID() customerId?: string;
}

/** A further message was added to a thread. Aggregate: the thread. */
export const messageAdded = defineEvent('support.message.added.v1', MessageAdded, {
  threadId: '0198c0de-0000-7000-8000-000000000040',
  messageId: '0198c0de-0000-7000-8000-000000000043',
  from: 'employee',
  authorId: '0198c0de-0000-7000-8000-000000000050',
});
