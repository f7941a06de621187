import { Clock } from '@clientele/config';
import { Database } from '@clientele/database';
import { Metrics } from '@clientele/observability';
import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';

/** What operators watch of the queue of mails. */
@Injectable()
export class MailsMetrics {
  private readonly lost: Counter;

  constructor(metrics: Metrics, db: Database, clock: Clock) {
    const registers = [metrics.registry];
    this.lost = new Counter({
      name: 'mails_set_aside_total',
      help: 'Mails given up because one process after the other ended while it sent them',
      registers,
    });
    const pending = new Gauge({ name: 'mails_pending', help: 'Mails not yet sent', registers });
    const oldest = new Gauge({
      name: 'mails_oldest_pending_seconds',
      help: 'Age of the oldest mail not yet sent',
      registers,
    });
    metrics.beforeScrape(async () => {
      const [row] = await db.manager.query<[{ pending: string; oldest: Date | null }]>(
        `SELECT count(*) AS pending, min(created_at) AS oldest FROM mails WHERE state IN ('queued', 'sending')`,
      );
      pending.set(Number(row.pending));
      oldest.set(row.oldest ? Math.max(0, clock.now().getTime() - row.oldest.getTime()) / 1_000 : 0);
    });
  }

  /** Counts a mail that is given up because of what it did to those who sent it. */
  setAside(): void {
    this.lost.inc();
  }
}
