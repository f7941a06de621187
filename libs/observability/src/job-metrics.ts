import { Injectable } from '@nestjs/common';
import { Gauge, Histogram } from 'prom-client';
import { Metrics } from './metrics';

/** What operators watch of scheduled jobs: when each last succeeded, and how long its runs take. */
@Injectable()
export class JobMetrics {
  private readonly lastSuccess: Gauge;
  private readonly duration: Histogram;

  constructor({ registry }: Metrics) {
    this.lastSuccess = new Gauge({
      name: 'job_last_success_timestamp_seconds',
      help: 'When the job last ran to its end',
      labelNames: ['job'],
      registers: [registry],
    });
    this.duration = new Histogram({
      name: 'job_duration_seconds',
      help: 'Duration of runs that came to their end',
      labelNames: ['job'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800],
      registers: [registry],
    });
  }

  /** Runs a job and takes note of its end; one that fails leaves no trace here but its age. */
  async observe<T>(job: string, run: () => Promise<T>): Promise<T> {
    const stop = this.duration.startTimer({ job });
    const result = await run();
    stop();
    this.lastSuccess.setToCurrentTime({ job });
    return result;
  }
}
