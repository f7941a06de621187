import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobHandlers } from './job-handlers';
import { JobWorker } from './job-worker';
import { Jobs } from './jobs';
import { JobsForgetting } from './jobs-forgetting';
import { JobsSchedule } from './jobs-schedule';
import { RoundsModule } from './rounds.module';

/** Long work of a service, and what it looks for now and then (`RoundsModule`); its schema needs `jobsSchema`. */
@Global()
@Module({
  imports: [DiscoveryModule, RoundsModule],
  providers: [JobHandlers, JobWorker, JobsForgetting, JobsSchedule, Jobs],
  exports: [Jobs],
})
export class JobsModule {}
