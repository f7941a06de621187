import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** Less than Prometheus waits, however slow what is asked. */
const PATIENCE_MS = 2_000;

/** The process's metrics, scraped at `/metrics`. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly collectors: (() => Promise<void>)[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Registers work that reads what is only worth reading when somebody looks. */
  beforeScrape(collect: () => Promise<void>): void {
    this.collectors.push(collect);
  }

  /** All metrics in the Prometheus text format. A part that cannot be read in time is left as it was. */
  async scrape(): Promise<string> {
    const collected = Promise.allSettled(this.collectors.map((collect) => collect()));
    await Promise.race([collected, delay(PATIENCE_MS, undefined, { ref: false })]);
    return this.registry.metrics();
  }
}
