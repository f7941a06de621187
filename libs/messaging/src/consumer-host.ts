import { ServiceConfig } from '@clientele/config';
import { DatabaseStartup } from '@clientele/database';
import { AckPolicy, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Broker } from './broker';
import { ConsumerRegistry, type RegisteredConsumer } from './consumer-registry';
import { Gathering } from './gathering';
import { InHand } from './in-hand';
import { Lanes } from './lanes';
import { type Delivery, MessageHandler } from './message-handler';
import { type Item, Parcel, type UnreadItem } from './parcel';
import { ACK_WAIT_MS, PULL_MS } from './patience';
import { Readings } from './readings';
import { ensureStream, retire, streamOf } from './streams';
import { SUSPECT_FROM } from './suspects';
import { LoopTurns } from './loop-turns';

const NS_PER_MS = 1_000_000;
const MOST_TOGETHER = 100;
/** Of what is only kept, which takes little for each. */
const MOST_KEPT = 300;
/** Bytes of a message that has several events in it, perhaps a hundred: these take a millisecond or two to read. */
const LARGE = 2_000;
/**
 * A replica of a later release may listen to more by the same name. What it asked for comes here, too, until all are of that release: it
 * is left to it for as long as an upgrade may take.
 */
const LEFT_MS = 1_000;
const MOST_LEFT = 900;
/** One at a time, as it may be what ends the process: no other shall be lost with it. */
const SUSPECTS = 'suspects';

/** Connects every `@Consume` method of the application to its JetStream consumer. */
@Injectable()
export class ConsumerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ConsumerHost.name);
  private readonly open = new Set<ConsumerMessages>();
  private readonly inHand = new InHand(ACK_WAIT_MS / 3);
  private readonly lanes: Lanes;
  private readonly readings = new Readings();
  private readonly turns = new LoopTurns();
  /** By consumer: what is handled together. */
  private readonly gatherings = new Map<string, Gathering<Delivery>>();
  private stopped = false;

  constructor(
    private readonly config: ServiceConfig,
    private readonly startup: DatabaseStartup,
    private readonly broker: Broker,
    private readonly registry: ConsumerRegistry,
    private readonly handler: MessageHandler,
  ) {
    // One connection is left for requests, however busy the consumers are.
    this.lanes = new Lanes(Math.max(1, config.databasePoolSize - 1), (error) => this.logger.error(error));
  }

  onApplicationBootstrap(): void {
    const consumers = this.registry.all();
    for (const { contracts } of consumers) this.readings.expect(contracts.map(({ type }) => type));
    for (const consumer of consumers) void this.run(consumer);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const messages of this.open) messages.stop();
    for (const gathering of this.gatherings.values()) gathering.hurry();
    await Promise.race([this.lanes.idle(), delay(15_000, undefined, { ref: false })]);
    this.inHand.stop();
  }

  /** Makes the streams and durable consumers that this application needs, or brings them up to date. */
  async reconcile(): Promise<void> {
    for (const consumer of this.registry.all()) await this.ensure(consumer);
  }

  private async run(consumer: RegisteredConsumer): Promise<void> {
    await this.startup.whenReady();
    while (!this.stopped) {
      try {
        await this.ensure(consumer);
        await this.pull(consumer);
      } catch (error) {
        this.logger.warn(
          `${consumer.durable} starts over: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      if (!this.stopped) await delay(500, undefined, { ref: false });
    }
  }

  private async ensure({ durable, contracts, replaces }: RegisteredConsumer): Promise<void> {
    const types = contracts.map(({ type }) => type);
    const [domain = ''] = types[0]?.split('.') ?? [];
    const manager = await this.broker.manager();
    await ensureStream(manager, domain, this.config.natsReplicas);

    const config = {
      durable_name: durable,
      filter_subjects: types,
      ack_policy: AckPolicy.Explicit,
      ack_wait: ACK_WAIT_MS * NS_PER_MS,
      max_deliver: -1,
      max_ack_pending: 256,
    };
    const exists = await manager.consumers.info(streamOf(domain), durable).then(
      () => true,
      () => false,
    );
    if (exists) await manager.consumers.update(streamOf(domain), durable, config);
    else await manager.consumers.add(streamOf(domain), config);
    if (replaces) await retire(manager, streamOf(domain), replaces);
  }

  private async pull(consumer: RegisteredConsumer): Promise<void> {
    const stream = await this.broker.stream();
    const source = await stream.consumers.get(streamOf(consumer.contracts[0]?.type ?? ''), consumer.durable);
    const messages = await source.consume({
      max_messages: 128,
      expires: PULL_MS,
      abort_on_missing_resource: true,
    });
    this.open.add(messages);
    try {
      // What came at once, for whichever consumers, is read parcel by parcel, with requests between them.
      for await (const message of messages) {
        if (message.data.length > LARGE) await this.turns.next();
        this.take(consumer, message);
        // What waits to be handled takes less room unread.
        await this.gatherings.get(consumer.durable)?.room();
      }
    } finally {
      this.open.delete(messages);
    }
  }

  private take(consumer: RegisteredConsumer, message: JsMsg): void {
    const isKnown = consumer.contracts.some(({ type }) => type === message.subject);
    if (!isKnown && message.info.deliveryCount <= MOST_LEFT) return message.nak(LEFT_MS);
    this.inHand.take(message);
    const { items } = new Parcel(message, this.readings.of(message), () => this.inHand.letGo(message));
    for (const item of items) this.takeOne(consumer, item);
  }

  private takeOne(consumer: RegisteredConsumer, item: UnreadItem): void {
    try {
      const event = item.read(consumer.contracts);
      if (item.deliveries >= SUSPECT_FROM)
        this.do(SUSPECTS, [item], () => this.handler.handleSuspect(consumer, item, event));
      else if (consumer.gatherMs !== undefined) this.gather(consumer, consumer.gatherMs, { item, event });
      else this.do(event.aggregate.id, [item], () => this.handler.handle(consumer, item, event));
    } catch (error) {
      this.do(item.subject, [item], () => this.handler.bury(consumer, item, error));
    }
  }

  private gather(consumer: RegisteredConsumer, milliseconds: number, delivery: Delivery): void {
    const { durable, repeatable } = consumer;
    const gathering =
      this.gatherings.get(durable) ??
      new Gathering<Delivery>(milliseconds, repeatable ? MOST_KEPT : MOST_TOGETHER, (take) =>
        // Taken when the lane is free: what comes while it is not goes along.
        this.lanes.add(durable, async () => {
          await this.turns.next();
          const deliveries = take();
          const items = deliveries.map(({ item }) => item);
          await this.answer(items, () => this.handler.handleTogether(consumer, deliveries));
        }),
      );
    this.gatherings.set(durable, gathering);
    gathering.add(delivery);
  }

  private do(key: string, items: readonly Item[], work: () => Promise<void>): void {
    void this.lanes.add(key, () => this.answer(items, work));
  }

  private async answer(items: readonly Item[], work: () => Promise<void>): Promise<void> {
    if (this.stopped) for (const item of items) item.again();
    else await work();
  }
}
