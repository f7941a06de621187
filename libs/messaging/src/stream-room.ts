import type { ConsumerInfo, StreamInfo } from '@nats-io/jetstream';
import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { Broker } from './broker';

/** Often: at the rate at which an import tells, a quarter of a stream is a minute. */
const LOOK_MS = 15_000;
/** Of what a stream may hold, how much is too much, and how much is left of it. */
const FULL = 0.75;
const KEPT = 0.5;

/**
 * Sees to it that there is room in the stream of this service. A stream that is full takes nothing more, for days: so what all
 * who listen have handled goes before its time, the oldest first. What is still to be handled stays, whatever comes of it.
 */
@Injectable()
export class StreamRoom {
  private readonly logger = new Logger(StreamRoom.name);

  constructor(
    private readonly broker: Broker,
    private readonly stream: string,
  ) {}

  @Interval(LOOK_MS)
  async look(): Promise<void> {
    // Where NATS does not answer there is nothing to be put on the stream either.
    if (this.broker.isUp) await this.makeRoom().catch(() => undefined);
  }

  /** Lets go of what is not needed, if there is much. Done twice at once it comes to the same. */
  async makeRoom(): Promise<void> {
    const { streams, consumers } = await this.broker.manager();
    // First, so that whoever has nothing left to handle afterwards has handled all that is in it.
    const stream = await streams.info(this.stream);
    if (!isFull(stream)) return;
    const listening: ConsumerInfo[] = [];
    for await (const consumer of consumers.list(this.stream)) listening.push(consumer);

    // One that is just looking for a leader is not told of.
    const areAll = listening.length >= stream.state.consumer_count;
    const seq = areAll ? keptFrom(stream, listening) : 0;
    if (seq > stream.state.first_seq) await streams.purge(this.stream, { seq });
    else this.logger.warn(`${this.stream} is nearly full of what is still to be handled`);
  }
}

interface Stream {
  readonly config: Pick<StreamInfo['config'], 'max_bytes'>;
  readonly state: Pick<StreamInfo['state'], 'bytes' | 'first_seq' | 'last_seq'>;
}

interface Consumer extends Pick<ConsumerInfo, 'num_pending' | 'num_ack_pending'> {
  readonly ack_floor: Pick<ConsumerInfo['ack_floor'], 'stream_seq'>;
}

const isFull = ({ config, state }: Stream): boolean =>
  config.max_bytes > 0 && state.bytes >= config.max_bytes * FULL;

/** The first message of a full stream that is kept: so that there is room again, but none that somebody has not handled goes. */
export function keptFrom({ config, state }: Stream, consumers: readonly Consumer[]): number {
  const { bytes, first_seq, last_seq } = state;
  const share = 1 - (config.max_bytes * KEPT) / bytes;
  const enough = first_seq + Math.ceil((last_seq - first_seq + 1) * share);
  // Who listens to little of it has handled all of that long after what it acknowledged last.
  const handled = consumers.map(({ ack_floor, num_pending, num_ack_pending }) =>
    num_pending + num_ack_pending === 0 ? last_seq : ack_floor.stream_seq,
  );
  return Math.min(enough, ...handled.map((seq) => seq + 1));
}
