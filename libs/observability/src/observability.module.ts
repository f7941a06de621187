import { Global, Module } from '@nestjs/common';
import { JobMetrics } from './job-metrics';
import { Metrics } from './metrics';

/** What the process tells about itself. */
@Global()
@Module({ providers: [Metrics, JobMetrics], exports: [Metrics, JobMetrics] })
export class ObservabilityModule {}
