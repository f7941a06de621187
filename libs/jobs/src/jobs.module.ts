import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobHandlers } from './job-handlers';
import { JobWorker } from './job-worker';
import { Jobs } from './jobs';
import { JobsForgetting } from './jobs-forgetting';
import { JobsSchedule } from './jobs-schedule';

/** Long work of a service; its schema needs `jobsSchema`. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [JobHandlers, JobWorker, JobsForgetting, JobsSchedule, Jobs],
  exports: [Jobs],
})
export class JobsModule {}
