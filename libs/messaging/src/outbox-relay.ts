import { ServiceConfig } from '@clientele/config';
import { DatabaseStartup } from '@clientele/database';
import type { JetStreamClient } from '@nats-io/jetstream';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { Broker } from './broker';
import { ensureStream } from './streams';
import { Wake } from './wake';

const BATCH = 500;
const POLL_MS = 1_000;

interface Unpublished {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly event: string;
}

/**
 * Moves committed events from the outbox to JetStream, in their order. One relay at a time per service: it
 * holds a session lock on a connection of its own, which the server drops soon if this process stalls.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly wake = new Wake();
  private stopped = false;
  private leading = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: ServiceConfig,
    private readonly startup: DatabaseStartup,
    private readonly broker: Broker,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.startup.whenReady().then(() => this.run());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake.now();
    await Promise.race([this.loop, delay(5_000, undefined, { ref: false })]);
  }

  /** Whether this process is the one that publishes. */
  get isLeading(): boolean {
    return this.leading;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.lead().catch((error: unknown) => {
        this.logger.warn(`The relay starts over: ${error instanceof Error ? error.message : String(error)}`);
      });
      this.leading = false;
      if (!this.stopped) await this.wake.within(POLL_MS);
    }
  }

  /** Publishes for as long as the lock is held; returns at once if another process holds it. */
  private async lead(): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: 3_000,
      query_timeout: 10_000,
      keepAlive: true,
      application_name: 'outbox-relay',
    });
    const lost = new Promise<never>((_, reject) => client.on('error', reject));
    lost.catch(() => this.wake.now());
    try {
      await client.connect();
      const { rows } = await client.query<{ locked: boolean }>(
        "SELECT pg_try_advisory_lock(hashtext('clientele outbox relay')) AS locked, set_config('idle_session_timeout', '10s', false)",
      );
      if (!rows[0]?.locked) return;

      client.on('notification', () => this.wake.now());
      await client.query('LISTEN outbox');
      await Promise.race([this.publishAll(client), lost]);
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async publishAll(client: Client): Promise<void> {
    const stream = await this.broker.stream();
    const known = new Set<string>();
    this.leading = true;
    while (!this.stopped) {
      const published = await this.publishBatch(client, stream, known);
      if (published < BATCH) await this.wake.within(POLL_MS);
    }
  }

  private async publishBatch(client: Client, stream: JetStreamClient, known: Set<string>): Promise<number> {
    const { rows } = await client.query<Unpublished>({
      name: 'unpublished',
      text: `SELECT position, id, type, event::text FROM outbox
             WHERE published_at IS NULL ORDER BY position LIMIT ${BATCH}`,
    });
    if (rows.length === 0) return 0;
    await this.ensureStreams(rows, known);

    const outcomes = await Promise.allSettled(
      rows.map(({ id, type, event }) => stream.publish(type, event, { msgID: id })),
    );
    // What follows a failure is published again after it, so that order holds; JetStream drops the copies.
    const failed = outcomes.findIndex(({ status }) => status === 'rejected');
    const done = failed === -1 ? rows : rows.slice(0, failed);
    await client.query({
      name: 'published',
      text: 'UPDATE outbox SET published_at = now() WHERE position = ANY($1::bigint[])',
      values: [done.map(({ position }) => position)],
    });

    const failure = outcomes[failed];
    if (failure?.status === 'rejected') {
      known.clear();
      throw failure.reason;
    }
    return rows.length;
  }

  private async ensureStreams(rows: readonly Unpublished[], known: Set<string>): Promise<void> {
    for (const domain of new Set(rows.map(({ type }) => type.split('.')[0] ?? type))) {
      if (known.has(domain)) continue;
      await ensureStream(await this.broker.manager(), domain, this.config.natsReplicas);
      known.add(domain);
    }
  }
}
