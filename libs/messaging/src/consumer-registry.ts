import type { DomainEvent, EventContract } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Consume, type ConsumeOptions, ConsumeTogether } from './consume';
import { streamOf } from './streams';

/** One `@Consume` method, ready to be called. */
export interface RegisteredConsumer {
  readonly durable: string;
  readonly contracts: readonly EventContract[];
  readonly replaces?: string;
  /** Of one that takes several events at once: how long the first waits for others. */
  readonly gatherMs?: number;
  /** Whether it comes to the same to be given an event again. */
  readonly repeatable?: boolean;
  /** Takes one event, or several where they are gathered. */
  readonly handle: (events: readonly DomainEvent[], tx: Tx) => Promise<void>;
}

/** Finds the `@Consume` methods of the application. */
@Injectable()
export class ConsumerRegistry {
  private found?: readonly RegisteredConsumer[];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): readonly RegisteredConsumer[] {
    this.found ??= this.find();
    return this.found;
  }

  byName(durable: string): RegisteredConsumer | undefined {
    return this.all().find((consumer) => consumer.durable === durable);
  }

  private find(): RegisteredConsumer[] {
    const consumers: RegisteredConsumer[] = [];
    for (const wrapper of this.discovery.getProviders()) {
      if (!wrapper.instance || typeof wrapper.instance !== 'object') continue;
      const prototype: object = Object.getPrototypeOf(wrapper.instance);
      for (const method of this.scanner.getAllMethodNames(prototype)) {
        const call = wrapper.instance[method].bind(wrapper.instance);
        const single = this.discovery.getMetadataByDecorator(Consume, wrapper, method);
        if (single) consumers.push({ ...namesOf(single), handle: ([event], tx) => call(event, tx) });
        const several = this.discovery.getMetadataByDecorator(ConsumeTogether, wrapper, method);
        if (several) {
          const { gatherMs, repeatable } = several;
          consumers.push({ ...namesOf(several), gatherMs, repeatable, handle: call });
        }
      }
    }
    for (const consumer of consumers) refuseMistakes(consumer, consumers);
    return consumers;
  }
}

const namesOf = ({ durable, event, replaces }: ConsumeOptions) => ({
  durable,
  replaces,
  contracts: [event].flat() as readonly EventContract[],
});

function refuseMistakes(
  { durable, contracts }: RegisteredConsumer,
  all: readonly RegisteredConsumer[],
): void {
  if (all.filter((other) => other.durable === durable).length > 1)
    throw new Error(`Two consumers are called ${durable}.`);
  if (new Set(contracts.map(({ type }) => streamOf(type))).size !== 1)
    throw new Error(`${durable} must listen to events of one domain: each domain has a stream of its own.`);
}
