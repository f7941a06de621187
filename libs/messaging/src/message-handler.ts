import type { DomainEvent } from '@clientele/contracts';
import { DatabaseUnavailable, isConnectionLost } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import type { RegisteredConsumer } from './consumer-registry';
import { DeadLetters } from './dead-letters';
import { Inbox } from './inbox';
import { MessagingMetrics } from './messaging.metrics';
import type { Item } from './parcel';
import { NotAnEvent } from './parse-event';
import { afterFailure } from './retry.domain';
import { MOST_LOSSES, ProcessLost, Suspects } from './suspects';
import { inSpans } from './trace';

/** An event as it was delivered. */
export interface Delivery {
  readonly item: Item;
  readonly event: DomainEvent;
}

/** Handles what was delivered and says what became of it: done, again later, or put aside. Never throws. */
@Injectable()
export class MessageHandler {
  private readonly logger = new Logger(MessageHandler.name);
  /** How often a message failed here. JetStream's count of deliveries also grows by restarts and outages. */
  private readonly failures = new LRUCache<string, number>({ max: 10_000 });

  constructor(
    private readonly inbox: Inbox,
    private readonly deadLetters: DeadLetters,
    private readonly suspects: Suspects,
    private readonly metrics: MessagingMetrics,
  ) {}

  async handle(consumer: RegisteredConsumer, item: Item, event: DomainEvent): Promise<void> {
    try {
      const first = await inSpans(consumer.durable, [event], () => this.inbox.once(consumer, event));
      this.done(consumer, [{ item, event }], new Set(first ? [event] : []));
    } catch (error) {
      await this.failed(consumer, item, event, error);
    }
  }

  /** Handles several in one transaction; if that fails, each by itself, so that the one to blame stays behind alone. */
  async handleTogether(consumer: RegisteredConsumer, items: readonly Delivery[]): Promise<void> {
    try {
      const events = items.map(({ event }) => event);
      const first = await inSpans(consumer.durable, events, () => this.inbox.onceEach(consumer, events));
      this.done(consumer, items, first);
    } catch {
      for (const { item, event } of items) await this.handle(consumer, item, event);
    }
  }

  /** Handles what may have ended the processes that had it before, and puts it aside when it ended too many. */
  async handleSuspect(consumer: RegisteredConsumer, item: Item, event: DomainEvent): Promise<void> {
    try {
      const losses = await this.suspects.begin(consumer.durable, event.id);
      if (losses < MOST_LOSSES) await this.handle(consumer, item, event);
      else await this.bury(consumer, item, new ProcessLost(), event.id);
      await this.suspects.end(consumer.durable, event.id);
    } catch (error) {
      await this.failed(consumer, item, event, error);
    }
  }

  /** `first`: those that were there for the first time. */
  private done(
    consumer: RegisteredConsumer,
    deliveries: readonly Delivery[],
    first: ReadonlySet<DomainEvent>,
  ): void {
    const counts = { handled: new Map<string, number>(), repeated: new Map<string, number>() };
    for (const { item, event } of deliveries) {
      item.done();
      if (this.failures.size > 0) this.failures.delete(keyOf(consumer, event));
      const counted = first.has(event) ? counts.handled : counts.repeated;
      counted.set(event.type, (counted.get(event.type) ?? 0) + 1);
    }
    for (const outcome of ['handled', 'repeated'] as const)
      for (const [type, count] of counts[outcome])
        this.metrics.handled(consumer.durable, type, outcome, count);
  }

  private async failed(
    consumer: RegisteredConsumer,
    item: Item,
    event: DomainEvent,
    error: unknown,
  ): Promise<void> {
    const away = isConnectionLost(error) || error instanceof DatabaseUnavailable;
    const failures = (this.failures.get(keyOf(consumer, event)) ?? 0) + Number(!away);
    const verdict = afterFailure(failures, away);
    if ('bury' in verdict) return this.bury(consumer, item, error, event.id);

    this.failures.set(keyOf(consumer, event), failures);
    this.metrics.handled(consumer.durable, event.type, 'failed');
    this.logger.warn(
      `${consumer.durable} failed on ${event.type} ${event.id}, again in ${verdict.retryInMs} ms`,
      error,
    );
    item.again(verdict.retryInMs);
  }

  /** Puts a message aside that handling again would not help. */
  async bury(consumer: RegisteredConsumer, item: Item, error: unknown, eventId?: string): Promise<void> {
    const payload = item.text();
    const reason = error instanceof Error ? error.message : String(error);
    try {
      await this.deadLetters.bury({
        consumer: consumer.durable,
        eventId: eventId ?? createHash('sha256').update(payload).digest('hex'),
        subject: item.subject,
        payload,
        reason,
        deliveries: item.deliveries,
      });
      item.setAside(reason);
      this.metrics.handled(consumer.durable, item.subject, 'buried');
      this.logger.error(
        `${consumer.durable} gives up on a message of ${item.subject}: ${reason}`,
        error instanceof NotAnEvent ? undefined : error,
      );
    } catch (failure) {
      this.logger.warn(`The message could not be put aside, again in 5 s: ${String(failure)}`);
      item.again(5_000);
    }
  }
}

const keyOf = ({ durable }: RegisteredConsumer, { id }: DomainEvent): string => `${durable} ${id}`;
