import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics';

/** What the process tells about itself. */
@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
export class ObservabilityModule {}
