import { Metrics } from '@clientele/observability';
import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import type { TransitionCause } from './segment-transition.entity';

/** What operators watch of segments. */
@Injectable()
export class SegmentMetrics {
  private readonly evaluations: Counter;

  constructor({ registry }: Metrics) {
    this.evaluations = new Counter({
      name: 'segment_evaluations_total',
      help: 'How often a customer was looked at for a segment, by cause (change, definition, reconciliation)',
      labelNames: ['cause'],
      registers: [registry],
    });
  }

  /** Counts customers that were looked at for a segment. */
  evaluated(cause: TransitionCause, customers: number): void {
    this.evaluations.inc({ cause }, customers);
  }
}
