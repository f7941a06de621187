import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobHandlers } from './job-handlers';
import { JobWorker } from './job-worker';
import { Jobs } from './jobs';
import { JobsForgetting } from './jobs-forgetting';
import { JobsSchedule } from './jobs-schedule';
import { Rounds } from './rounds';

/** Long work of a service, and what it looks for now and then; its schema needs `jobsSchema`. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [JobHandlers, JobWorker, JobsForgetting, JobsSchedule, Jobs, Rounds],
  exports: [Jobs],
})
export class JobsModule {}
