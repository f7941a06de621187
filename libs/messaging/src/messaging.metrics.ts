import { Database } from '@clientele/database';
import { Metrics } from '@clientele/observability';
import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { Broker } from './broker';
import { ConsumerRegistry } from './consumer-registry';
import { DeadLetter } from './dead-letter.entity';
import { streamOf } from './streams';

/** Backlog of the outbox. */
export interface OutboxBacklog {
  readonly pending: number;
  /** Age of the oldest unpublished event. */
  readonly oldestSeconds: number;
  /** Besides those, events told in bulk, which give way while the job is at work. */
  readonly heldBack: number;
  readonly heldBackSeconds: number;
}

/** What operators watch of messaging. */
@Injectable()
export class MessagingMetrics {
  private readonly events: Counter;

  constructor(
    metrics: Metrics,
    private readonly db: Database,
    private readonly broker: Broker,
    private readonly consumers: ConsumerRegistry,
  ) {
    const registers = [metrics.registry];
    this.events = new Counter({
      name: 'consumer_events_total',
      help: 'Messages by consumer, type and outcome (handled, repeated, failed, buried)',
      labelNames: ['consumer', 'type', 'outcome'],
      registers,
    });
    const pending = new Gauge({ name: 'outbox_pending', help: 'Events not yet published', registers });
    const oldest = new Gauge({
      name: 'outbox_oldest_unpublished_seconds',
      help: 'Age of the oldest event not yet published',
      registers,
    });
    const heldBack = new Gauge({
      name: 'outbox_held_back',
      help: 'Events told in bulk and not yet published, as they give way',
      registers,
    });
    const oldestHeldBack = new Gauge({
      name: 'outbox_oldest_held_back_seconds',
      help: 'Age of the oldest event told in bulk and not yet published',
      registers,
    });
    const letters = new Gauge({ name: 'dead_letters', help: 'Messages put aside', registers });
    const lag = new Gauge({
      name: 'consumer_lag',
      help: 'Messages not yet handled',
      labelNames: ['consumer'],
      registers,
    });
    metrics.beforeScrape(async () => {
      const backlog = await this.backlog();
      pending.set(backlog.pending);
      oldest.set(backlog.oldestSeconds);
      heldBack.set(backlog.heldBack);
      oldestHeldBack.set(backlog.heldBackSeconds);
      letters.set(await this.db.manager.count(DeadLetter));
    });
    metrics.beforeScrape(async () => {
      for (const [consumer, messages] of Object.entries(await this.lag())) lag.set({ consumer }, messages);
    });
  }

  /** Counts deliveries. */
  handled(
    consumer: string,
    type: string,
    outcome: 'handled' | 'repeated' | 'failed' | 'buried',
    count = 1,
  ): void {
    this.events.inc({ consumer, type, outcome }, count);
  }

  async backlog(): Promise<OutboxBacklog> {
    const rows = await this.db.manager.query<{ inBulk: boolean; events: string; oldest: string }[]>(
      `SELECT bulk_aggregates IS NOT NULL AS "inBulk", sum(events) AS events,
              extract(epoch FROM now() - min(created_at)) AS oldest
       FROM outbox WHERE published_at IS NULL GROUP BY 1`,
    );
    const [urgent, held] = [false, true].map((inBulk) => rows.find((row) => row.inBulk === inBulk));
    return {
      ...{ pending: Number(urgent?.events ?? 0), oldestSeconds: Number(urgent?.oldest ?? 0) },
      ...{ heldBack: Number(held?.events ?? 0), heldBackSeconds: Number(held?.oldest ?? 0) },
    };
  }

  /** Messages each consumer has still to handle, delivered ones included. */
  async lag(): Promise<Record<string, number>> {
    if (!(await this.broker.isConnected())) return {};
    const manager = await this.broker.manager();
    const lag: Record<string, number> = {};
    for (const { durable, contracts } of this.consumers.all()) {
      const info = await manager.consumers
        .info(streamOf(contracts[0]?.type ?? ''), durable)
        .catch(() => undefined);
      if (info) lag[durable] = info.num_pending + info.num_ack_pending;
    }
    return lag;
  }
}
