import { ServiceConfig } from '@clientele/config';
import { DatabaseStartup } from '@clientele/database';
import { Metrics } from '@clientele/observability';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { Gauge } from 'prom-client';
import { Followers } from './followers';
import { Publisher } from './publisher';
import { BATCH } from './relay.queries';
import { messageOf, POLL_MS, Relaying } from './relaying';
import { Wake } from './wake';

/**
 * After some events were published: how long those that follow may gather. Who publishes now and then is not kept waiting; a busy
 * service looks, and has others look, for many at once, which costs all of them less.
 */
const GATHER_MS = 40;

/**
 * Moves committed events from the outbox to JetStream, in their order; what jobs tell in bulk gives way. One relay at a time
 * per service: it holds a session lock on a connection of its own, which the server drops soon if this process stalls. Rows are marked
 * as published a little later, many at once; if it dies before, its successor publishes them again and JetStream, which knows
 * their ids, takes no second copy. What follows each other in great number and is of one type travels in parcels, which
 * may be packed anew then: consumers know what they have handled.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly wake = new Wake();
  private readonly leader: Gauge;
  private stopped = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: ServiceConfig,
    private readonly startup: DatabaseStartup,
    private readonly publisher: Publisher,
    private readonly followers: Followers,
    metrics: Metrics,
  ) {
    this.leader = new Gauge({
      name: 'relay_leader',
      help: 'Whether this process is the one that publishes the events of its service',
      registers: [metrics.registry],
    });
  }

  onApplicationBootstrap(): void {
    this.loop = this.startup.whenReady().then(() => this.run());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake.now();
    await Promise.race([this.loop, delay(5_000, undefined, { ref: false })]);
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.serve().catch((error: unknown) => {
        this.logger.warn(`The relay starts over: ${messageOf(error)}`);
      });
      this.leader.set(0);
      if (!this.stopped) await this.wake.within(POLL_MS);
    }
  }

  /** Waits for the lock on a connection of its own, then publishes for as long as both last. */
  private async serve(): Promise<void> {
    const client = new Client({
      connectionString: this.config.databaseUrl,
      connectionTimeoutMillis: 3_000,
      query_timeout: 10_000,
      keepAlive: true,
      application_name: 'outbox-relay',
    });
    const lost = new Promise<never>((_, reject) => client.on('error', reject));
    lost.catch(() => this.wake.now());
    client.on('notification', () => this.wake.now());
    try {
      await client.connect();
      // A plan made for an empty outbox would read all of a full one, again for every event.
      await client.query("SET idle_session_timeout = '10s'; SET plan_cache_mode = force_custom_plan");
      await Promise.race([this.lead(client), lost]);
    } finally {
      // A server that stalls would keep us waiting for its goodbye.
      await Promise.race([client.end(), delay(POLL_MS, undefined, { ref: false })]);
    }
  }

  private async lead(client: Client): Promise<void> {
    while (!(await hasLock(client))) {
      await this.wake.within(POLL_MS);
      if (this.stopped) return;
    }
    await client.query('LISTEN outbox');
    this.leader.set(1);

    const relaying = new Relaying(client, this.publisher, this.followers);
    while (!this.stopped) {
      const found = await relaying.round();
      if (found >= BATCH) continue;
      if (found > 0) await delay(GATHER_MS);
      await this.wake.within(relaying.pauseMs);
    }
    await relaying.mark();
  }
}

async function hasLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_lock(hashtext('clientele outbox relay')) AS locked",
  );
  return rows[0]?.locked ?? false;
}
