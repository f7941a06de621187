import type { JsMsg } from '@nats-io/jetstream';
import { LRUCache } from 'lru-cache';
import { contentOf, type Unread } from './parcel';

/** As many messages, for as long: those who listen to the same are given it at about the same time. */
const MOST = 64;
const KEPT_MS = 5_000;

/** What is in messages, read once for all of this process who listen to them: reading costs more than most do with it. */
export class Readings {
  private readonly kept = new LRUCache<string, readonly Unread[]>({
    max: MOST,
    ttl: KEPT_MS,
    ttlAutopurge: true,
  });
  private readonly listeners = new Map<string, number>();

  /** Says who will listen to which subjects. */
  expect(subjects: readonly string[]): void {
    for (const subject of subjects) this.listeners.set(subject, (this.listeners.get(subject) ?? 0) + 1);
  }

  of(message: JsMsg): readonly Unread[] {
    if ((this.listeners.get(message.subject) ?? 0) < 2) return contentOf(message.string());
    const { info, seq, timestampNanos } = message;
    // A stream that was made anew counts from the beginning.
    const key = `${info.stream} ${seq} ${timestampNanos}`;
    const content = this.kept.get(key) ?? contentOf(message.string());
    this.kept.set(key, content);
    return content;
  }
}
