import type { JsMsg } from '@nats-io/jetstream';
import { LRUCache } from 'lru-cache';
import { contentOf, type Unread } from './parcel';

/** As many messages, for as long: those who listen to the same are given it at about the same time. */
const MOST = 64;
const KEPT_MS = 5_000;

/** A message as far as it is read. */
type Message = Pick<JsMsg, 'subject' | 'seq' | 'timestampNanos' | 'string'> & {
  readonly info: Pick<JsMsg['info'], 'stream'>;
};

/** What was read of a message. */
interface Reading {
  readonly content: readonly Unread[];
  /** How many will still ask for it. */
  left: number;
}

/** What is in messages, read once for all of this process who listen to them: reading costs more than most do with it. */
export class Readings {
  private readonly kept = new LRUCache<string, Reading>({
    max: MOST,
    ttl: KEPT_MS,
    ttlAutopurge: true,
  });
  private readonly listeners = new Map<string, number>();

  /** Says who will listen to which subjects. */
  expect(subjects: readonly string[]): void {
    for (const subject of subjects) this.listeners.set(subject, (this.listeners.get(subject) ?? 0) + 1);
  }

  of(message: Message): readonly Unread[] {
    const listeners = this.listeners.get(message.subject) ?? 0;
    if (listeners < 2) return contentOf(message.string());
    const { info, seq, timestampNanos } = message;
    // A stream that was made anew counts from the beginning.
    const key = `${info.stream} ${seq} ${timestampNanos}`;
    const reading = this.kept.get(key) ?? { content: contentOf(message.string()), left: listeners };
    // The last one takes it along: what is kept for longer than needed becomes a burden to the garbage collector.
    if (--reading.left > 0) this.kept.set(key, reading);
    else this.kept.delete(key);
    return reading.content;
  }
}
