import type { EventContract } from '@clientele/contracts';
import { DiscoveryService } from '@nestjs/core';

/** What a consumer listens to. */
export interface ConsumeOptions {
  readonly event: EventContract | readonly EventContract[];
  /** `<service>-<purpose>`: the name under which JetStream remembers what was handled. */
  readonly durable: string;
  /**
   * A durable of the same stream that listened in a release before and is not needed any more. JetStream forgets it when replicas
   * of that release have not asked for anything for an hour.
   */
  readonly replaces?: string;
}

/** What a consumer listens to that takes several events at once. */
export interface ConsumeTogetherOptions extends ConsumeOptions {
  /**
   * How long the first event waits for others, in milliseconds. It comes on top of what the consumer is late anyway, and a
   * busy service has only so many transactions more.
   */
  readonly gatherMs: number;
  /**
   * That being given an event again comes to the same, so that it need not be remembered which were handled: whole states, of which
   * the method keeps the newest by their versions, or what it finds done by what it stored itself.
   */
  readonly repeatable?: true;
}

/**
 * Subscribes a method `(event, tx)` to events. It runs in the transaction that marks the event as handled,
 * once per event however often it is delivered, in the order of each aggregate where that can be had. It
 * never acknowledges, retries or calls anything but the database.
 */
export const Consume = DiscoveryService.createDecorator<ConsumeOptions>();

/**
 * Subscribes a method `(events, tx)` to events, a hundred of them at most (of what is `repeatable`, some hundred), for what comes
 * often and only counts or keeps. The
 * events go one after the other, whatever they are about. Where the method fails it is called again with each of them alone,
 * so that the one to blame is retried, and put aside, by itself.
 */
export const ConsumeTogether = DiscoveryService.createDecorator<ConsumeTogetherOptions>();
