import type { DomainEvent, EventContract } from '@clientele/contracts';
import { DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { eventually } from './eventually';
import { becomesTrue } from './servers/waiting';

/** How long what was committed may take to arrive; it may be kept from it on purpose. */
const TELLING_MS = 5_000;

/** What really arrived on the streams, and a way to put something on them. */
export class EventLog {
  private constructor(
    private readonly nats: NatsConnection,
    private readonly isTold: () => Promise<boolean>,
  ) {}

  /** `isTold` says whether what was committed has been published: what is asked for before waits for it. */
  static async open(
    url: string,
    isTold: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<EventLog> {
    const nats = await connect({ servers: url, maxReconnectAttempts: -1, reconnectTimeWait: 250 });
    return new EventLog(nats, isTold);
  }

  /** All events of a type about an aggregate, in the order of the stream; of what was committed before, nothing is missing. */
  async all<D extends object>(contract: EventContract<D>, aggregateId?: string): Promise<DomainEvent<D>[]> {
    await becomesTrue(this.isTold, TELLING_MS);
    const manager = await jetstreamManager(this.nats);
    const stream = streamOf(contract.type);
    const state = await manager.streams
      .info(stream, { subjects_filter: contract.type })
      .catch(() => undefined);
    const count = state?.state.subjects?.[contract.type] ?? 0;
    if (count === 0) return [];

    const consumer = await jetstream(this.nats).consumers.get(stream, {
      filter_subjects: contract.type,
      deliver_policy: DeliverPolicy.All,
    });
    const events: DomainEvent<D>[] = [];
    for await (const message of await consumer.fetch({ max_messages: count, expires: 5_000 })) {
      // Many at once travel as an array.
      events.push(...[message.json<DomainEvent<D> | DomainEvent<D>[]>()].flat());
    }
    return aggregateId === undefined
      ? events
      : events.filter(({ aggregate }) => aggregate.id === aggregateId);
  }

  /** Waits for an event of a type about an aggregate; the last one, if there are several. */
  async next<D extends object>(contract: EventContract<D>, aggregateId: string): Promise<DomainEvent<D>> {
    return eventually(async () => {
      const last = (await this.all(contract, aggregateId)).at(-1);
      if (!last) throw new Error(`No ${contract.type} about ${aggregateId} has arrived.`);
      return last;
    });
  }

  /** Publishes an event as its owner's relay would, as often as asked, past JetStream's own recognition of copies. */
  async publish(event: DomainEvent, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.publishText(event.type, JSON.stringify(event));
  }

  /** Publishes any text on a subject. */
  async publishText(subject: string, text: string): Promise<void> {
    await eventually(() => jetstream(this.nats).publish(subject, text));
  }

  /** Waits until a consumer has handled everything on its stream. */
  async handledBy(durable: string, type: string): Promise<void> {
    const manager = await jetstreamManager(this.nats);
    const last = await manager.streams.getMessage(streamOf(type), { last_by_subj: type }).catch(() => null);
    await eventually(async () => {
      const info = await manager.consumers.info(streamOf(type), durable);
      // What is pending is counted a moment after a message was taken.
      const isDelivered = info.delivered.stream_seq >= (last?.seq ?? 0);
      if (!isDelivered || info.num_pending + info.num_ack_pending > 0)
        throw new Error(`${durable} is not done yet.`);
    });
  }

  async close(): Promise<void> {
    await this.nats.close();
  }
}

const streamOf = (type: string): string => (type.split('.')[0] ?? type).toUpperCase();
