import { IsEmail, IsIn, IsOptional, IsUUID } from 'class-validator';
import { defineEvent } from '../event';

/** Somebody wrote to the shop about something new. */
export class ThreadOpened {
  @IsUUID() threadId: string;
  @IsUUID() inboxId: string;
  @IsEmail() email: string;
  /** The customer acted for, if the writer was logged in. */
  @IsOptional() @IsUUID() customerId?: string;
}

/** A thread began. Aggregate: the thread. */
export const threadOpened = defineEvent('support.thread.opened.v1', ThreadOpened, {
  threadId: '0198c0de-0000-7000-8000-000000000040',
  inboxId: '0198c0de-0000-7000-8000-000000000041',
  email: 'siobhan.oneill@example.com',
});

/** A message was added to a thread. */
export class MessageAdded {
  @IsUUID() threadId: string;
  @IsUUID() messageId: string;
  @IsIn(['customer', 'employee']) from: 'customer' | 'employee';
}

/** A message was added to a thread. Aggregate: the thread. */
export const messageAdded = defineEvent('support.message.added.v1', MessageAdded, {
  threadId: '0198c0de-0000-7000-8000-000000000040',
  messageId: '0198c0de-0000-7000-8000-000000000042',
  from: 'employee',
});
