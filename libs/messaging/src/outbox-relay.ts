import { ServiceConfig } from '@clientele/config';
import { arrayText, DatabaseStartup } from '@clientele/database';
import { Metrics } from '@clientele/observability';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { hash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { Gauge } from 'prom-client';
import { Broker } from './broker';
import { Horizon } from './horizon';
import { MARK_MS, Marks } from './marks';
import { parcelled } from './parcel';
import { ensureStream } from './streams';
import { Wake } from './wake';

const BATCH = 500;
const POLL_MS = 1_000;
/**
 * After some events were published: how long those that follow may gather. Who publishes now and then is not kept waiting; a busy
 * service looks, and has others look, for many at once, which costs all of them less.
 */
const GATHER_MS = 40;

interface Unpublished {
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly event: string;
  readonly events: number;
  readonly aggregate: string | null;
}

/**
 * Moves committed events from the outbox to JetStream, in their order. One relay at a time per service: it
 * holds a session lock on a connection of its own, which the server drops soon if this process stalls. Rows are marked
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
    private readonly broker: Broker,
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

    const progress = { known: new Set<string>(), horizon: new Horizon(POLL_MS), marks: new Marks() };
    while (!this.stopped) {
      const found = await this.publishBatch(client, progress);
      if (progress.marks.areDue()) await mark(client, progress.marks);
      if (found >= BATCH) continue;
      if (found > 0) await delay(GATHER_MS);
      await this.wake.within(progress.marks.isEmpty ? POLL_MS : MARK_MS);
    }
    await mark(client, progress.marks);
  }

  /** Tells how many events it found. */
  private async publishBatch(client: Client, { known, horizon, marks }: Progress): Promise<number> {
    const { rows } = await client.query<Unpublished>({
      name: 'unpublished',
      text: `SELECT position, id, type, events, event::text,
                    CASE WHEN events = 1 THEN event #>> '{aggregate,id}' END AS aggregate
             FROM (SELECT o.*, sum(events) OVER (ORDER BY position) - events AS before
                   FROM (SELECT * FROM outbox WHERE published_at IS NULL AND position > $1 AND position <> ALL ($2::bigint[])
                         ORDER BY position LIMIT ${BATCH}) o) o
             WHERE before < ${BATCH} ORDER BY position`,
      values: [horizon.next().toString(), [...marks.all]],
    });
    if (rows.length === 0 || !this.broker.isUp) return 0;

    const { published, failure } = await this.publish(rows, known);
    marks.add(published.map(({ position }) => position));
    horizon.passed(rows.map(({ position }) => BigInt(position)));
    if (failure === undefined) return rows.reduce((found, { events }) => found + events, 0);

    this.logger.warn(
      `${rows.length - published.length} events could not be published: ${messageOf(failure)}`,
    );
    known.clear();
    await delay(POLL_MS, undefined, { ref: false });
    return 0;
  }

  /**
   * Publishes all at once; JetStream takes them in their order. One that fails is published later, after others
   * of its aggregate perhaps: consumers compare versions.
   */
  private async publish(
    rows: readonly Unpublished[],
    known: Set<string>,
  ): Promise<{ readonly published: readonly Unpublished[]; readonly failure?: unknown }> {
    try {
      await this.ensureStreams(rows, known);
    } catch (failure) {
      return { published: [], failure };
    }
    const stream = await this.broker.stream();
    const parcels = parcelled(rows);
    const outcomes = await Promise.allSettled(
      parcels.map((parcel) => stream.publish(parcel[0]?.type ?? '', textOf(parcel), { msgID: idOf(parcel) })),
    );
    return {
      published: parcels.flatMap((parcel, i) => (outcomes[i]?.status === 'fulfilled' ? parcel : [])),
      failure: outcomes.find((outcome) => outcome.status === 'rejected')?.reason,
    };
  }

  private async ensureStreams(rows: readonly Unpublished[], known: Set<string>): Promise<void> {
    for (const domain of new Set(rows.map(({ type }) => type.split('.')[0] ?? type))) {
      if (known.has(domain)) continue;
      await ensureStream(await this.broker.manager(), domain, this.config.natsReplicas);
      known.add(domain);
    }
  }
}

const textOf = (parcel: readonly Unpublished[]): string =>
  parcel.length === 1 ? (parcel[0]?.event ?? '') : `[${parcel.map(({ event }) => event).join(',')}]`;

// The same events in another parcel are no copy: one that has come late may be among them.
const idOf = (parcel: readonly Unpublished[]): string =>
  parcel.length === 1
    ? (parcel[0]?.id ?? '')
    : hash('sha256', parcel.map(({ id }) => id).join(), 'base64url');

/** What a relay remembers while it leads. */
interface Progress {
  /** Domains whose stream is there. */
  readonly known: Set<string>;
  readonly horizon: Horizon;
  readonly marks: Marks;
}

async function mark(client: Client, marks: Marks): Promise<void> {
  if (marks.isEmpty) return;
  const positions = [...marks.all];
  await client.query({
    name: 'published',
    text: 'UPDATE outbox SET published_at = now() WHERE position = ANY($1::bigint[])',
    values: [arrayText(positions)],
  });
  marks.made(positions);
}

async function hasLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_lock(hashtext('clientele outbox relay')) AS locked",
  );
  return rows[0]?.locked ?? false;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
