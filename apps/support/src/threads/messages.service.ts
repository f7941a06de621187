import { Clock } from '@clientele/config';
import { actorOf, newId, type Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import type { Once } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { AdditionsService } from './additions.service';
import { Message } from './message.entity';
import { RepliesService } from './replies.service';
import { afterAnswer, afterReply } from './thread.domain';
import type { Thread } from './thread.entity';
import type { AddMessageBody } from './threads.bodies';
import { ThreadsService } from './threads.service';
import type { MessageView } from './threads.views';

/** Adds messages to threads. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly threads: ThreadsService,
    private readonly replies: RepliesService,
    private readonly additions: AdditionsService,
    private readonly clock: Clock,
  ) {}

  /** A contact answers; anybody else who may write to threads does so for the shop, and it goes out by mail. */
  async add(once: Once, caller: Principal, threadId: string, body: AddMessageBody): Promise<MessageView> {
    const added = await once(async (tx) => {
      const thread = await this.threads.lock(tx, caller, threadId);
      return caller.kind === 'contact'
        ? this.answer(tx, caller, thread, body)
        : this.reply(tx, caller, thread, body);
    });
    this.replies.hurry();
    return added;
  }

  private async answer(
    tx: Tx,
    caller: Principal,
    thread: Thread,
    { text }: AddMessageBody,
  ): Promise<MessageView> {
    const [before, now] = [{ ...thread }, this.clock.now()];
    const message = messageBy(caller, thread, text, now);
    await tx.insert(Message, message);
    await this.threads.change(tx, thread, afterAnswer(thread, now), actorOf(caller));
    await this.additions.tell(tx, caller, before, thread, message);
    return viewOf(message);
  }

  private async reply(
    tx: Tx,
    caller: Principal,
    thread: Thread,
    { text }: AddMessageBody,
  ): Promise<MessageView> {
    const [before, now] = [{ ...thread }, this.clock.now()];
    const message = messageBy(caller, thread, text, now);
    const employeeId = caller.kind === 'employee' ? caller.id : null;
    const mail = await this.replies.mailFor(tx, thread, message);
    await tx.insert(Message, { ...message, internetMessageId: mail.internetMessageId });
    await this.replies.queue(tx, mail);
    await this.threads.change(tx, thread, afterReply(thread, employeeId, now), actorOf(caller));
    await this.additions.tell(tx, caller, before, thread, message);
    return {
      ...viewOf(message),
      authorId: message.authorId,
      delivery: { mailId: mail.id, state: 'queued', lastError: null },
    };
  }
}

const messageBy = ({ kind, id }: Principal, thread: Thread, text: string, createdAt: Date): Message => ({
  id: newId(),
  threadId: thread.id,
  sender: kind === 'contact' ? 'customer' : 'employee',
  authorId: kind === 'contact' || kind === 'employee' ? id : null,
  channel: 'api',
  text,
  internetMessageId: null,
  createdAt,
});

const viewOf = ({ id, sender: from, channel, text, createdAt }: Message): MessageView => ({
  id,
  from,
  channel,
  text,
  createdAt: createdAt.toISOString(),
});
