import type { EventContract } from '@clientele/contracts';
import { DiscoveryService } from '@nestjs/core';

/** What a consumer listens to. */
export interface ConsumeOptions {
  readonly event: EventContract | readonly EventContract[];
  /** `<service>-<purpose>`: the name under which JetStream remembers what was handled. */
  readonly durable: string;
  /**
   * Events that are waiting share a transaction, tens of them at most: for what comes often and only counts or keeps. They
   * all go one after the other, whatever they are about; where one fails, each gets a transaction of its own.
   */
  readonly together?: boolean;
}

/**
 * Subscribes a method `(event, tx)` to events. It runs in the transaction that marks the event as handled,
 * once per event however often it is delivered, in the order of each aggregate where that can be had. It
 * never acknowledges, retries or calls anything but the database.
 */
export const Consume = DiscoveryService.createDecorator<ConsumeOptions>();
