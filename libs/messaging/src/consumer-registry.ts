import type { DomainEvent, EventContract } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Consume } from './consume';
import { streamOf } from './streams';

/** One `@Consume` method, ready to be called. */
export interface RegisteredConsumer {
  readonly durable: string;
  readonly contracts: readonly EventContract[];
  readonly together: boolean;
  readonly handle: (event: DomainEvent, tx: Tx) => Promise<void>;
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
        const options = this.discovery.getMetadataByDecorator(Consume, wrapper, method);
        if (!options) continue;
        consumers.push({
          durable: options.durable,
          contracts: [options.event].flat() as readonly EventContract[],
          together: options.together ?? false,
          handle: wrapper.instance[method].bind(wrapper.instance),
        });
      }
    }
    for (const consumer of consumers) refuseMistakes(consumer, consumers);
    return consumers;
  }
}

function refuseMistakes(
  { durable, contracts }: RegisteredConsumer,
  all: readonly RegisteredConsumer[],
): void {
  if (all.filter((other) => other.durable === durable).length > 1)
    throw new Error(`Two consumers are called ${durable}.`);
  if (new Set(contracts.map(({ type }) => streamOf(type))).size !== 1)
    throw new Error(`${durable} must listen to events of one domain: each domain has a stream of its own.`);
}
