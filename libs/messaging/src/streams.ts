import { DiscardPolicy, type JetStreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';

const HOUR_NS = 60 * 60 * 1_000_000_000;
const DAY_NS = 24 * HOUR_NS;

/** The domains events belong to; each has a stream of its own. */
export const DOMAINS = ['identity', 'groups', 'orders', 'support'] as const;
export type Domain = (typeof DOMAINS)[number];

/** Name of the stream that holds the events of a type or domain. */
export const streamOf = (type: string): string => (type.split('.')[0] ?? type).toUpperCase();

/**
 * Makes a domain's stream or brings its settings up to date. Limits retention, so that a new consumer can
 * read what happened before it; new messages are refused when the stream is full, as dropping old ones
 * would lose facts silently while the outbox keeps what is refused.
 */
export async function ensureStream(
  manager: JetStreamManager,
  domain: string,
  replicas: number,
): Promise<void> {
  const config = {
    name: streamOf(domain),
    subjects: [`${domain}.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.New,
    num_replicas: replicas,
    max_age: 14 * DAY_NS,
    max_bytes: 1024 ** 3,
    duplicate_window: DAY_NS / 144,
  };
  const exists = await manager.streams.info(config.name).then(
    () => true,
    () => false,
  );
  if (exists) await manager.streams.update(config.name, config);
  else await manager.streams.add(config);
}

/**
 * Has a durable consumer forgotten when nobody has asked it for anything for an hour. Removed at once it would be made anew by replicas
 * that still listen, and be told everything once more.
 */
export async function retire(manager: JetStreamManager, stream: string, durable: string): Promise<void> {
  const exists = await manager.consumers.info(stream, durable).then(
    () => true,
    () => false,
  );
  if (exists) await manager.consumers.update(stream, durable, { inactive_threshold: HOUR_NS });
}
