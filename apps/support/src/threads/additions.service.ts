import { Audit, changesOf } from '@clientele/audit';
import { actorOf, messageAdded, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import type { Message } from './message.entity';
import type { Thread } from './thread.entity';

/** Tells of messages that were added to threads, and records them. */
@Injectable()
export class AdditionsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit,
  ) {}

  /** Tells what was added and what became of the thread, in the transaction that does it. */
  async tell(tx: Tx, caller: Principal, before: Thread, thread: Thread, message: Message): Promise<void> {
    await this.outbox.add(tx, additionOf(thread, message, caller));
    const { status, assigneeId, unread } = thread;
    const changes = changesOf<object>(before, { status, assigneeId, unread });
    await this.audit.add(tx, caller, {
      ...{ operation: 'threads.addMessage', resource: { type: 'threads', id: thread.id } },
      ...{ customerId: thread.customerId ?? undefined, before: changes.before },
      after: { ...changes.after, messageId: message.id, text: message.text },
    });
  }
}

const additionOf = (
  thread: Thread,
  { id: messageId, sender, authorId, createdAt }: Message,
  caller: Principal,
) =>
  messageAdded.create(
    {
      aggregate: { id: thread.id, version: thread.version },
      shopId: thread.shopId,
      actor: actorOf(caller),
      occurredAt: createdAt,
    },
    {
      threadId: thread.id,
      messageId,
      from: sender,
      authorId: authorId ?? undefined,
      customerId: thread.customerId ?? undefined,
    },
  );
