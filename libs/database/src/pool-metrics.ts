import { Metrics } from '@clientele/observability';
import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database } from './database';
import { poolOf } from './statement';

/** Tells how the connections are used. */
@Injectable()
export class PoolMetrics {
  constructor(db: Database, metrics: Metrics) {
    const connections = new Gauge({
      name: 'db_pool_connections',
      help: 'Connections to the database by state: active, idle; and requests waiting for one',
      labelNames: ['state'],
      registers: [metrics.registry],
    });
    metrics.beforeScrape(async () => {
      if (!db.source.isInitialized) return;
      const { totalCount, idleCount, waitingCount } = poolOf(db.source);
      connections.set({ state: 'active' }, totalCount - idleCount);
      connections.set({ state: 'idle' }, idleCount);
      connections.set({ state: 'waiting' }, waitingCount);
    });
  }
}
