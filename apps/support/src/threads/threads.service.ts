import { Clock } from '@clientele/config';
import { type Actor, newId, type Principal, threadOpened } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { mergedCorrespondence } from '../merges/merged-correspondence';
import { Message } from './message.entity';
import { ThreadChange } from './thread-change.entity';
import { changesOf, type ThreadEdits } from './thread.domain';
import { Thread } from './thread.entity';
import { ThreadNotFound } from './threads.problems';

/** What a thread begins with. */
export type NewThread = Pick<
  Thread,
  | 'shopId'
  | 'inboxId'
  | 'subject'
  | 'email'
  | 'customerId'
  | 'contactId'
  | 'orderReference'
  | 'orderId'
  | 'productId'
> & { readonly text: string };

/** What of a thread may change with a message or an edit. */
type Changes = ThreadEdits & Partial<Pick<Thread, 'unread' | 'firstResponseAt' | 'lastMessageAt'>>;

/** Opens and changes threads. */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Begins a thread with what somebody wrote, in the caller's transaction. */
  async open(tx: Tx, { text, ...fields }: NewThread, actor: Actor): Promise<Thread> {
    const now = this.clock.now();
    const thread = tx.create(Thread, {
      ...fields,
      id: newId(),
      number: await nextNumber(tx),
      status: 'open',
      assigneeId: null,
      unread: true,
      lastMessageAt: now,
      firstResponseAt: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    const message = firstMessage(thread, text, now);

    await tx.insert(Thread, thread);
    await tx.insert(Message, message);
    await this.outbox.add(tx, openingOf(thread, message, actor));
    // A token may still name a customer that is part of another by now.
    if (thread.customerId !== null) await mergedCorrespondence.follow(tx, thread.customerId);
    return thread;
  }

  /** The thread, for this transaction alone, if it is the caller's to change. */
  async lock(tx: Tx, caller: Principal, id: string): Promise<Thread> {
    const thread = await tx.findOne(Thread, {
      where: { id, ...scopeOf(caller) },
      lock: { mode: 'pessimistic_write' },
    });
    if (!thread) throw new ThreadNotFound();
    return thread;
  }

  /** Changes a locked thread; what people decide about goes into its history. */
  async change(tx: Tx, thread: Thread, fields: Changes, actor: Actor): Promise<void> {
    const now = this.clock.now();
    const changes = changesOf(thread, fields);
    Object.assign(thread, fields, { version: thread.version + 1, updatedAt: now });
    await tx.update(Thread, thread.id, thread);

    if (Object.keys(changes).length === 0) return;
    await tx.insert(ThreadChange, {
      id: newId(),
      threadId: thread.id,
      actorKind: actor.kind,
      actorId: actor.id,
      changes,
      createdAt: now,
    });
  }
}

/** What a caller can reach: the threads of its shop, or those of the customer it acts for. */
function scopeOf(caller: Principal): { shopId: string; customerId?: string } {
  const { shopId } = caller;
  if (caller.kind !== 'contact') return { shopId };
  if (caller.customerId === null) throw new ThreadNotFound();
  return { shopId, customerId: caller.customerId };
}

async function nextNumber(tx: Tx): Promise<string> {
  const [row] = await tx.query<[{ number: string }]>(`SELECT nextval('threads_number_seq') AS number`);
  return row.number;
}

const firstMessage = ({ id: threadId, contactId }: Thread, text: string, now: Date): Message => ({
  id: newId(),
  threadId,
  sender: 'customer',
  authorId: contactId,
  channel: 'form',
  text,
  internetMessageId: null,
  createdAt: now,
});

const openingOf = (thread: Thread, message: Message, actor: Actor) =>
  threadOpened.create(
    {
      aggregate: { id: thread.id, version: thread.version },
      shopId: thread.shopId,
      actor,
      occurredAt: thread.createdAt,
    },
    {
      threadId: thread.id,
      number: thread.number,
      inboxId: thread.inboxId,
      email: thread.email,
      customerId: thread.customerId ?? undefined,
      contactId: thread.contactId ?? undefined,
      orderId: thread.orderId ?? undefined,
      messageId: message.id,
    },
  );
